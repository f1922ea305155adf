package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.TestingOperators;
import dev.vigil.match.AudioProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Thresholds;
import dev.vigil.match.video.DrawnFilms;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.reference.ReferencePartBuilder;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.video.DrawnPictures;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.PictureWord;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Packets of sound and of pictures of one session, from the index to matches. */
class SoundAndPicturesTest {
    private static final int SECONDS = 20;

    private static final int RATE_HZ = 11_025;

    /** Pictures a second. */
    private static final int RATE = 4;

    private static final int SLOT = TestingSearch.SLOT;

    /** Seconds of the film before what the session shows. */
    private static final int FROM = 5;

    private static final PictureBench BENCH = new PictureBench(PictureProfile.CURRENT);

    private static final List<short[]> SOUND =
            List.of(TestingMusic.play(100, SECONDS), TestingMusic.play(101, SECONDS));
    private static final List<long[]> PEAKS =
            List.of(TestingEar.peaks(sound(0)), TestingEar.peaks(sound(1)));
    private static final List<long[]> WORDS =
            List.of(
                    DrawnFilms.reference(0, FROM + SECONDS + 5),
                    DrawnFilms.reference(1, FROM + SECONDS + 5));
    private static final Picture[] FILM =
            new DrawnPictures(0, 64, 36).film(FROM, RATE * SECONDS, 2);

    /** What may differ where pictures arrive later: when a match was reported. */
    private static final RecursiveComparisonConfiguration SAME_MATCH =
            RecursiveComparisonConfiguration.builder()
                    .withIgnoredFields("matchId", "certainAfterMs", "onlyWith", "receivedAt")
                    .withEqualsForType((a, b) -> Math.abs(a - b) < 0.002, Double.class)
                    .build();

    private IndexPlan plan = oneOf(1);
    private KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint;
    private KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer> search;
    private KeyedOneInputStreamOperatorTestHarness<String, SearchAnswer, OpenMatch> align;

    private void open() throws Exception {
        open(SearchedProfiles.ALL);
    }

    private static IndexPlan oneOf(int shards) {
        return new IndexPlan(1, shards, 10, 10_000);
    }

    private void openEmpty(SearchProfiles profiles) throws Exception {
        openFingerprint(null);
        openSearch(profiles, null);
        openAlign(profiles, null);
        send(SearchInput.loaded(new Loaded("references", 0, 1), SLOT));
    }

    private void open(SearchProfiles profiles) throws Exception {
        openEmpty(profiles);
        for (int work = 0; work < 2; work++) {
            reference("w" + work, "film", Profile.CURRENT.id(), PEAKS.get(work), 1);
            reference(
                    "w" + work,
                    RecordingId.pictures("film"),
                    PictureProfile.CURRENT.id(),
                    WORDS.get(work),
                    PictureWord.LONGS);
        }
        assertThat(dead(search)).isEmpty();
    }

    private void openFingerprint(OperatorSubtaskState restored) throws Exception {
        fingerprint = TestingOperators.fingerprint(SLOT, restored);
        fingerprint.setProcessingTime(NOON_MS);
    }

    private void openSearch(SearchProfiles profiles, OperatorSubtaskState restored)
            throws Exception {
        search =
                TestingOperators.keyed(
                        new SearchFunction(
                                profiles,
                                SearchSettings.DEFAULT,
                                plan,
                                (name, several) -> Runnable::run,
                                50),
                        SearchInput::slot,
                        Types.INT,
                        restored);
        search.setProcessingTime(NOON_MS);
    }

    private void openAlign(SearchProfiles profiles, OperatorSubtaskState restored)
            throws Exception {
        align =
                TestingOperators.keyed(
                        new AlignFunction(profiles, SearchSettings.DEFAULT, plan),
                        SearchAnswer::sessionId,
                        Types.STRING,
                        restored);
        align.setProcessingTime(NOON_MS);
    }

    /** As behind a crash: all three go on from their snapshots, and the index is built anew. */
    private void restore() throws Exception {
        OperatorSubtaskState cut = fingerprint.snapshot(1, 1);
        OperatorSubtaskState index = search.snapshot(1, 1);
        OperatorSubtaskState tracks = align.snapshot(1, 1);
        close();
        openFingerprint(cut);
        openSearch(SearchedProfiles.ALL, index);
        openAlign(SearchedProfiles.ALL, tracks);
        send(SearchInput.loaded(new Loaded("references", 0, 1), SLOT));
    }

    /** Until the index is built again and has answered what waited for it. */
    private void settle() throws Exception {
        for (int i = 0; i < 100 && search.numProcessingTimeTimers() > 0; i++) {
            search.setProcessingTime(search.getProcessingTime() + 20);
        }
    }

    @AfterEach
    void close() throws Exception {
        fingerprint.close();
        search.close();
        align.close();
    }

    /** Its beginning is at the same place of the film as that of {@link #pictures}. */
    private static short[] sound(int work) {
        return TestingEar.join(TestingMusic.play(500 + work, FROM), SOUND.get(work));
    }

    private static List<Packet> heard(int work) {
        return TestingEar.packets(SOUND.get(work));
    }

    private static List<Packet> silent() {
        return TestingEar.packets(new short[11_025 * SECONDS]);
    }

    private static List<Packet> pictures(long film, double fromSeconds) {
        return pictures(new DrawnPictures(film, 64, 36).film(fromSeconds, RATE * SECONDS, 2));
    }

    private static List<Packet> pictures(Picture... film) {
        List<Packet> packets = new ArrayList<>();
        PictureStream stream = new PictureStream(PictureProfile.CURRENT, BENCH, packets::add);
        for (Picture picture : film) {
            stream.accept(picture);
        }
        stream.finish();
        return packets;
    }

    private void reference(String work, String id, String profile, long[] words, int longs) {
        ReferenceManifest manifest =
                new ReferenceManifest(
                        work,
                        id,
                        1,
                        null,
                        profile,
                        1,
                        words.length / longs,
                        1_000L * SECONDS,
                        PeaksCodec.digest(List.of(PeaksCodec.payload(words))));
        send(
                SearchInput.reference(
                        ReferencePartBuilder.builder()
                                .workId(work)
                                .referenceId(id)
                                .version(1)
                                .profile(profile)
                                .peaks(words)
                                .build(),
                        SLOT));
        send(
                SearchInput.reference(
                        new ReferencePart(
                                work, id, 1, ReferenceKey.MANIFEST, profile, null, manifest),
                        SLOT));
    }

    private void send(SearchInput input) {
        try {
            List<SearchInput> slots = new ArrayList<>();
            plan.send(input, new ListCollector<>(slots));
            for (SearchInput slot : slots) {
                search.processElement(slot, 0);
            }
        } catch (Exception e) {
            throw new AssertionError("The operator failed instead of the input", e);
        }
    }

    private static double endMs(Packet packet) {
        boolean pictures = packet.profile().equals(PictureProfile.CURRENT.id());
        return pictures
                ? PictureProfile.CURRENT.millis(packet.toFrame())
                : Profile.CURRENT.millis(packet.toFrame());
    }

    /** What a session has matched, in order; it is over then, and nothing of it is kept. */
    private List<Evidence> matches(SessionKind kind, List<Packet> sound, List<Packet> pictures)
            throws Exception {
        List<Packet> all = new ArrayList<>(sound);
        all.addAll(pictures);
        all.sort(Comparator.comparingDouble(SoundAndPicturesTest::endMs));
        int tracks = (sound.isEmpty() ? 0 : 1) + (pictures.isEmpty() ? 0 : 1);
        SessionEnd end =
                new SessionEnd(
                        NOON_MS,
                        kind == SessionKind.UPLOAD,
                        sound.isEmpty() ? 0 : 1_000 * SECONDS,
                        pictures.isEmpty() ? 0 : 1_000 * SECONDS,
                        tracks,
                        0,
                        false,
                        false);
        for (Packet packet : all) {
            send(
                    SearchInput.packet(
                            new StreamPacket(
                                    TestingRights.SESSION,
                                    TestingRights.session(kind),
                                    NOON_MS,
                                    packet,
                                    packet.last() ? end : null,
                                    NOON_MS,
                                    NOON_MS),
                            SLOT));
        }
        for (SearchAnswer answer : out(search)) {
            align.processElement(answer, 0);
        }
        assertThat(dead(search)).isEmpty();
        assertThat(dead(align)).isEmpty();
        assertThat(stateEntries(align)).as("the session is over").isZero();
        return out(align).stream().map(OpenMatch::evidence).toList();
    }

    private static double scoreAt(long endMs, List<Evidence> reports) {
        return reports.stream()
                .filter(one -> one.queryEndMs() >= endMs)
                .findFirst()
                .orElseThrow()
                .score();
    }

    /** Where that evidence makes a match, against any hours. */
    private static SearchProfiles asking(double ofSound, double ofPictures) {
        return new SearchProfiles(
                List.of(
                        new AudioProfile(
                                Profile.CURRENT, new Thresholds(ofSound, 1, 0, 1, ofSound)),
                        new VideoProfile(
                                PictureProfile.CURRENT,
                                new Thresholds(ofPictures, 1, 0, 1, ofPictures))));
    }

    /** The last that is known of each match. */
    private static List<Evidence> last(List<Evidence> reports) {
        Map<String, Evidence> last = new TreeMap<>();
        reports.forEach(one -> last.put(one.matchId(), one));
        return List.copyOf(last.values());
    }

    private static Evidence of(Modality modality, List<Evidence> matches) {
        return matches.stream()
                .filter(one -> one.modality() == modality)
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError("no match of " + modality));
    }

    @Test
    void soundOfOneWorkAndPicturesOfAnotherAreTwoMatchesThatDisagree() throws Exception {
        open();
        List<Evidence> matches = last(matches(SessionKind.LIVE, heard(0), pictures(1, FROM)));
        assertThat(matches).hasSize(2);
        Evidence sound = of(Modality.AUDIO, matches);
        Evidence pictures = of(Modality.VIDEO, matches);
        assertThat(sound.workId()).isEqualTo("w0");
        assertThat(pictures.workId()).isEqualTo("w1");
        assertThat(sound.otherSense()).isEqualTo(OtherSense.OTHER_WORK);
        assertThat(pictures.otherSense()).isEqualTo(OtherSense.OTHER_WORK);
        assertThat(matches).allMatch(one -> one.onlyWith() == null);
    }

    @Test
    void bothOfOneWorkOpenSoonerThanEachAlone() throws Exception {
        open();
        List<Evidence> heard = matches(SessionKind.LIVE, heard(0), List.of());
        List<Evidence> seen = matches(SessionKind.LIVE, List.of(), pictures(0, FROM));
        close();
        open(asking(scoreAt(9_000, heard), scoreAt(9_000, seen)));
        heard = matches(SessionKind.LIVE, heard(0), List.of());
        seen = matches(SessionKind.LIVE, List.of(), pictures(0, FROM));
        List<Evidence> both = matches(SessionKind.LIVE, heard(0), pictures(0, FROM));
        long soonest =
                Math.min(
                        of(Modality.AUDIO, both).certainAfterMs(),
                        of(Modality.VIDEO, both).certainAfterMs());
        assertThat(soonest)
                .isLessThan(of(Modality.AUDIO, heard).certainAfterMs())
                .isLessThan(of(Modality.VIDEO, seen).certainAfterMs());
        assertThat(both.get(0).onlyWith()).isEqualTo(OtherSense.IN_STEP);
        assertThat(last(both)).hasSize(2);
        assertThat(last(both)).allMatch(one -> one.workId().equals("w0"));
        assertThat(last(both)).allMatch(one -> one.otherSense() == OtherSense.IN_STEP);
        Evidence sound = of(Modality.AUDIO, both);
        Evidence pictures = of(Modality.VIDEO, both);
        assertThat(sound.refStartMs() - sound.queryStartMs()).isBetween(4_900L, 5_100L);
        assertThat(pictures.refStartMs() - pictures.queryStartMs()).isBetween(4_700L, 5_300L);
        assertThat(pictures.referenceId()).isEqualTo(RecordingId.pictures("film"));
    }

    @Test
    void mutedItIsFoundByItsPicturesAndUnderOtherPicturesByItsSound() throws Exception {
        open();
        List<Evidence> muted = last(matches(SessionKind.LIVE, silent(), pictures(0, FROM)));
        assertThat(muted).singleElement().matches(one -> one.modality() == Modality.VIDEO);
        assertThat(muted.get(0).otherSense()).isEqualTo(OtherSense.UNMATCHED);
        assertThat(muted.get(0).picture().still()).isFalse();
        List<Evidence> under = last(matches(SessionKind.LIVE, heard(0), pictures(77, FROM)));
        assertThat(under).singleElement().matches(one -> one.modality() == Modality.AUDIO);
        assertThat(under.get(0).otherSense()).isEqualTo(OtherSense.UNMATCHED);
        List<Evidence> alone = last(matches(SessionKind.LIVE, List.of(), pictures(0, FROM)));
        assertThat(alone.get(0).otherSense()).as("no sound is sent").isNull();
    }

    /** A segment as it arrives. */
    private record Arrival(double atMs, MediaInput input) {}

    /**
     * The sound and the pictures of the first film, in order of their arrival.
     *
     * @param soundSeq number of the first segment of sound
     * @param lost place of a segment of sound that does not arrive, -1 for none
     * @param fromSecond at which the pictures begin
     * @param seconds length of a segment of pictures
     */
    private static List<MediaInput> film(
            String id, int soundSeq, int lost, int fromSecond, double seconds) {
        List<Arrival> all = new ArrayList<>();
        for (int i = 0; i < SECONDS / 2; i++) {
            short[] pcm = Arrays.copyOfRange(SOUND.get(0), 2 * i * RATE_HZ, 2 * (i + 1) * RATE_HZ);
            Segment segment = new Segment(id, soundSeq + i, NOON_MS + 2_000L * i, RATE_HZ, 1, pcm);
            if (i != lost) {
                all.add(new Arrival(2_000 * (i + 1), MediaInput.segment(segment)));
            }
        }
        int step = (int) (RATE * seconds);
        int first = RATE * fromSecond;
        for (int from = first; from < FILM.length; from += step) {
            int to = Math.min(FILM.length, from + step);
            ByteArrayOutputStream luma = new ByteArrayOutputStream();
            for (Picture picture : Arrays.copyOfRange(FILM, from, to)) {
                luma.writeBytes(picture.luma());
            }
            long atMs = NOON_MS + 1_000L * from / RATE;
            long seq = (from - first) / step;
            PictureSegment segment =
                    new PictureSegment(id, seq, atMs, atMs, 64, 36, RATE, luma.toByteArray());
            all.add(new Arrival(1_000.0 * to / RATE, MediaInput.pictures(segment)));
        }
        all.sort(Comparator.comparingDouble(Arrival::atMs));
        return all.stream().map(Arrival::input).toList();
    }

    /**
     * What a live session has matched from its first segment to its end.
     *
     * @param restored whether the operators are, in its middle
     */
    private List<Evidence> played(List<MediaInput> segments, boolean restored) throws Exception {
        int besides = stateEntries(fingerprint);
        fingerprint.processElement(MediaInput.started(TestingRights.session(SessionKind.LIVE)), 0);
        List<MediaInput> session = new ArrayList<>(segments);
        session.add(TestingOperators.ended(TestingRights.SESSION, 0));
        List<Evidence> matches = new ArrayList<>();
        for (int i = 0; i < session.size(); i++) {
            if (restored && i == session.size() / 2) {
                restore();
            }
            fingerprint.processElement(session.get(i), 0);
            out(fingerprint).forEach(this::send);
            settle();
            for (SearchAnswer answer : out(search)) {
                align.processElement(answer, 0);
            }
            out(align).forEach(match -> matches.add(match.evidence()));
        }
        assertThat(stateEntries(fingerprint)).as("the session is over").isEqualTo(besides);
        assertThat(stateEntries(align)).as("the session is over").isZero();
        return matches;
    }

    @Test
    void itMatchesTheSameHoweverItIsCutDividedAndRestored() throws Exception {
        open();
        List<Evidence> expected = last(played(film(TestingRights.SESSION, 0, -1, 0, 2), false));
        assertThat(expected).hasSize(2);
        assertThat(expected).allMatch(one -> one.otherSense() == OtherSense.IN_STEP);
        double[] seconds = {0.5, 7, 2};
        int[] shards = {1, 2, 4};
        for (int i = 0; i < seconds.length; i++) {
            close();
            plan = oneOf(shards[i]);
            open();
            List<Evidence> matches =
                    last(played(film(TestingRights.SESSION, 0, -1, 0, seconds[i]), true));
            assertThat(matches).as("%s s, %s shards", seconds[i], shards[i]).hasSize(2);
            for (Modality of : List.of(Modality.AUDIO, Modality.VIDEO)) {
                assertThat(of(of, matches))
                        .as("%s, %s s, %s shards", of, seconds[i], shards[i])
                        .usingRecursiveComparison(SAME_MATCH)
                        .isEqualTo(of(of, expected));
            }
        }
    }

    /**
     * Sound from the middle of its numbers, with a gap; pictures that begin 6 s later. Usage counts
     * what both show once, by its position.
     */
    @Test
    void placesAreThoseOfTheCaptureWhereverATrackBegins() throws Exception {
        open();
        List<Evidence> matches = played(film(TestingRights.SESSION, 40, 3, 6, 2), false);
        assertThat(last(matches)).hasSize(2);
        assertThat(last(matches)).allMatch(one -> one.otherSense() == OtherSense.IN_STEP);
        assertThat(matches).noneMatch(one -> one.otherSense() == OtherSense.OUT_OF_STEP);
        for (Evidence match : last(matches)) {
            assertThat(match.refStartMs() - match.queryStartMs()).isBetween(4_700L, 5_300L);
            assertThat(match.captureStart()).isEqualTo(NOON_MS + match.queryStartMs());
        }
        assertThat(of(Modality.VIDEO, matches).queryStartMs()).isBetween(5_900L, 8_000L);
    }

    /** Its sound and its pictures are two references, which grow side by side. */
    @Test
    void theTracksOfAFeedAreInStepWhereverOneBegins() throws Exception {
        openEmpty(SearchedProfiles.ALL);
        fingerprint.processElement(
                MediaInput.started(TestingRights.session(SessionKind.FEED).withSessionId("feed")),
                0);
        for (MediaInput input : film("feed", 0, -1, 5, 2)) {
            fingerprint.processElement(input, 0);
        }
        out(fingerprint).forEach(this::send);
        List<Evidence> matches = played(film(TestingRights.SESSION, 0, -1, 6, 2), false);
        assertThat(last(matches)).hasSize(2);
        assertThat(last(matches)).allMatch(one -> one.otherSense() == OtherSense.IN_STEP);
        assertThat(matches).noneMatch(one -> one.otherSense() == OtherSense.OUT_OF_STEP);
    }

    /** A reviewer is shown where it is. */
    @Test
    void theRectangleOfAMirroredInsetIsInTheEvidence() throws Exception {
        open();
        Picture[] inner = new DrawnPictures(0, 64, 36).film(FROM, 4 * SECONDS, 2);
        Picture[] behind = new DrawnPictures(900, 64, 36).film(FROM, 4 * SECONDS, 2);
        Picture[] both = new Picture[inner.length];
        for (int i = 0; i < both.length; i++) {
            both[i] =
                    DrawnPictures.inset(DrawnPictures.mirrored(inner[i]), behind[i], 16, 9, 40, 22);
        }
        PictureMatch place =
                of(Modality.VIDEO, matches(SessionKind.LIVE, List.of(), pictures(both))).picture();
        assertThat(place.mirrored()).isTrue();
        assertThat(place.left()).isBetween(16 * 16 - 20, 16 * 16 + 20);
        assertThat(place.top()).isBetween(9 * 1024 / 36 - 35, 9 * 1024 / 36 + 35);
        assertThat(place.width()).isBetween(40 * 16 - 40, 40 * 16 + 40);
        assertThat(place.height()).isBetween(22 * 1024 / 36 - 65, 22 * 1024 / 36 + 65);
    }

    /** An upload is searched in other packets, and answered for once. */
    @Test
    void anUploadIsAnsweredForOnceBothAreSearched() throws Exception {
        open();
        List<Evidence> matches = last(matches(SessionKind.UPLOAD, heard(0), pictures(0, FROM)));
        assertThat(matches).hasSize(2);
        assertThat(TestingOperators.ended(align))
                .singleElement()
                .matches(sum -> sum.matches() == 2)
                .matches(sum -> sum.matchIds().size() == 2)
                .matches(sum -> sum.profile().equals("audio/1"));
        matches(SessionKind.UPLOAD, List.of(), pictures(0, FROM));
        assertThat(TestingOperators.ended(align))
                .singleElement()
                .matches(sum -> sum.profile().equals("video/1"));
    }

    @Test
    void picturesOfAFeedAreSearchedToo() throws Exception {
        open();
        List<Packet> feed = new ArrayList<>();
        PictureStream stream = new PictureStream(PictureProfile.CURRENT, BENCH, feed::add);
        stream.asReference(true);
        for (Picture picture : new DrawnPictures(50, 64, 36).film(4 * 3 * SECONDS / 2, 2)) {
            stream.accept(picture);
        }
        stream.finish();
        for (Packet packet : feed) {
            send(
                    SearchInput.feed(
                            new StreamPacket(
                                    "feed",
                                    TestingRights.session(SessionKind.FEED),
                                    NOON_MS,
                                    packet,
                                    null,
                                    NOON_MS,
                                    NOON_MS),
                            SLOT));
        }
        List<Evidence> matches = last(matches(SessionKind.LIVE, List.of(), pictures(50, FROM)));
        assertThat(matches)
                .singleElement()
                .matches(one -> one.workId().equals(TestingRights.WORK))
                .matches(one -> one.modality() == Modality.VIDEO);
        assertThat(matches.get(0).refStartMs() - matches.get(0).queryStartMs())
                .isBetween(4_700L, 5_300L);
    }

    @Test
    void theSameSoundIsFoundTheSameWayWhateverIsShown() throws Exception {
        open();
        List<Evidence> alone = matches(SessionKind.LIVE, heard(0), List.of());
        List<Evidence> shown = matches(SessionKind.LIVE, heard(0), pictures(77, FROM));
        assertThat(shown.stream().map(one -> one.withOtherSense(null)).toList()).isEqualTo(alone);
        assertThat(side(align, AlignFunction.PROGRESS)).isNotEmpty();
    }
}
