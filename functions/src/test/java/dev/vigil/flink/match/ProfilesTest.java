package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.flink.media.FingerprintFunction;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.TestingProfiles;
import dev.vigil.match.Thresholds;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.StreamPacketBuilder;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.reference.ReferencePartBuilder;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two profiles of sound side by side: from what a session sends to its matches. Most peaks of one
 * are peaks of the other, so that in one index they would find each other.
 */
class ProfilesTest {
    private static final Profile FIRST = Profile.CURRENT;
    private static final Profile SECOND = TestingProfiles.SECOND;
    private static final int RATE_HZ = 11_025;
    private static final int SECONDS = 20;
    private static final int SLOT = TestingSearch.SLOT;

    private KeyedOneInputStreamOperatorTestHarness<String, MediaInput, SearchInput> fingerprint;
    private KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer> search;
    private KeyedOneInputStreamOperatorTestHarness<String, SearchAnswer, OpenMatch> align;

    private void open(SearchProfiles profiles, double mostHours) throws Exception {
        IndexPlan plan = IndexPlan.ONE_SLOT.withMostHours(mostHours);
        fingerprint =
                TestingOperators.fingerprint(
                        new FingerprintFunction(TestingProfiles.OF_SOUND, SLOT, 100), 1, 0, null);
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
                        null);
        align =
                TestingOperators.keyed(
                        new AlignFunction(profiles, SearchSettings.DEFAULT, plan),
                        SearchAnswer::sessionId,
                        Types.STRING,
                        null);
        fingerprint.setProcessingTime(NOON_MS);
        search.setProcessingTime(NOON_MS);
        align.setProcessingTime(NOON_MS);
    }

    @AfterEach
    void close() throws Exception {
        fingerprint.close();
        search.close();
        align.close();
    }

    /** Each piece is a work in both profiles, so one that is found must be that of the session. */
    @Test
    void eachSessionFindsTheReferencesOfItsOwnProfileAlone() throws Exception {
        open(TestingProfiles.BOTH, 10);
        for (int piece = 0; piece < 3; piece++) {
            reference("first-" + piece, FIRST, piece(piece), 1);
            reference("second-" + piece, SECOND, piece(piece), 1);
        }
        reference("first-alone", FIRST, piece(5), 1);
        reference("second-alone", SECOND, piece(6), 1);
        loaded();
        for (int piece = 0; piece < 3; piece++) {
            assertThat(matchesOfSound(piece)).containsExactly("first-" + piece);
            assertThat(matchesOfPeaks(SECOND, piece)).containsExactly("second-" + piece);
            assertThat(matchesOfPeaks(FIRST, piece)).containsExactly("first-" + piece);
        }
        assertThat(matchesOfSound(5)).containsExactly("first-alone");
        assertThat(matchesOfPeaks(SECOND, 5)).as("known in the other profile").isEmpty();
        assertThat(matchesOfPeaks(SECOND, 6)).containsExactly("second-alone");
        assertThat(matchesOfSound(6)).as("known in the other profile").isEmpty();
        assertThat(letters()).isEmpty();
    }

    /** Whatever its lines show: a profile is judged by what was measured for it. */
    @Test
    void eachProfileHasItsThresholds() throws Exception {
        open(TestingProfiles.withSecond(new Thresholds(1e6, 0.3, 3, 10)), 10);
        reference("first", FIRST, piece(0), 1);
        reference("second", SECOND, piece(0), 1);
        loaded();
        assertThat(matchesOfSound(0)).containsExactly("first");
        List<SearchAnswer> answers = answers(peaks(SECOND, 0));
        assertThat(works(answers)).containsExactly("second");
        assertThat(matches(answers)).isEmpty();
    }

    @Test
    void anAnswerHasTheHoursOfItsProfileAndTheGaugeThoseOfBoth() throws Exception {
        open(TestingProfiles.BOTH, 10);
        reference("first", FIRST, piece(0), 1);
        reference("second", SECOND, piece(0), 1);
        reference("second-too", SECOND, piece(1), 1);
        loaded();
        double first = answers(peaks(FIRST, 0)).get(0).hours();
        double second = answers(peaks(SECOND, 0)).get(0).hours();
        assertThat(first).isBetween(0.9 * SECONDS / 3600, 1.0 * SECONDS / 3600);
        assertThat(second).isBetween(1.9 * first, 2.1 * first);
        assertThat(gauge("indexHours")).isEqualTo(first + second);
        assertThat(gauge("indexReferences")).isEqualTo(3);
    }

    @Test
    void theRoomIsThatOfAllProfilesTogether() throws Exception {
        open(TestingProfiles.BOTH, 2.5 * SECONDS / 3600);
        loaded();
        reference("first", FIRST, piece(0), 1);
        reference("second", SECOND, piece(0), 1);
        double bytes = gauge("indexBytes");
        assertThat(letters()).isEmpty();
        reference("one-too-many", SECOND, piece(1), 1);
        assertThat(letters())
                .singleElement()
                .matches(letter -> letter.reason().equals("INDEX_FULL"))
                .matches(letter -> letter.key().startsWith("one-too-many/"));
        retire("first");
        reference("fits-now", SECOND, piece(1), 1);
        assertThat(letters()).isEmpty();
        assertThat(matchesOfPeaks(SECOND, 1)).containsExactly("fits-now");
        assertThat(bytes).isPositive();
    }

    @Test
    void aReferenceOfAnUnknownProfileIsADeadLetterAndNothingInState() throws Exception {
        open(TestingProfiles.BOTH, 10);
        loaded();
        for (String profile : new String[] {"audio/3", "video/1"}) {
            parts("work", profile, TestingEar.peaks(piece(0)), 1).forEach(this::send);
            assertThat(letters())
                    .singleElement()
                    .matches(letter -> letter.reason().equals("UNKNOWN_PROFILE"))
                    .matches(letter -> letter.key().equals("work/r-1/1/manifest"))
                    .matches(
                            letter ->
                                    letter.message().contains("audio/1, audio/2, got " + profile));
        }
        assertThat(TestingOperators.stateEntries(search)).isZero();
        assertThat(matchesOfSound(0)).isEmpty();
    }

    @Test
    void chunksOfAnotherProfileThanTheirManifestMakeNoReference() throws Exception {
        open(TestingProfiles.BOTH, 10);
        loaded();
        List<SearchInput> first = parts("work", FIRST.id(), TestingEar.peaks(piece(0)), 1);
        List<SearchInput> second = parts("work", SECOND.id(), TestingEar.peaks(piece(0)), 1);
        send(first.get(0));
        send(second.get(1));
        assertThat(letters())
                .singleElement()
                .matches(letter -> letter.reason().equals("INCOMPLETE_REFERENCE"))
                .matches(letter -> letter.message().contains("chunk 0 is of audio/1"));
    }

    /** A packet of a profile that is not searched fails alone; the session's end is answered. */
    @Test
    void aPacketOfAnUnknownProfileIsADeadLetter() throws Exception {
        open(SearchProfiles.ALL, 10);
        loaded();
        List<SearchAnswer> answers = answers(peaks(SECOND, 0));
        assertThat(answers).singleElement().matches(SearchAnswer::failed);
        assertThat(letters())
                .isNotEmpty()
                .allMatch(
                        letter ->
                                letter.message()
                                        .contains("expected one of audio/1, got 'audio/2'"));
    }

    /** The time of changing over: each reference is made again, one by one. */
    @Test
    void aNewVersionMayBeOfAnotherProfile() throws Exception {
        open(TestingProfiles.BOTH, 1.5 * SECONDS / 3600);
        loaded();
        reference("work", FIRST, piece(0), 1);
        assertThat(matchesOfSound(0)).containsExactly("work");
        reference("work", SECOND, piece(0), 2);
        assertThat(matchesOfSound(0)).isEmpty();
        assertThat(matchesOfPeaks(SECOND, 0)).containsExactly("work");
        assertThat(gauge("indexReferences")).isEqualTo(1);
        assertThat(letters()).isEmpty();
    }

    @Test
    void aRestoredIndexHasBothProfilesAgain() throws Exception {
        open(TestingProfiles.BOTH, 10);
        reference("first", FIRST, piece(0), 1);
        reference("second", SECOND, piece(0), 1);
        loaded();
        var state = search.snapshot(1, NOON_MS);
        search.close();
        search =
                TestingOperators.keyed(
                        new SearchFunction(
                                TestingProfiles.BOTH,
                                SearchSettings.DEFAULT,
                                IndexPlan.ONE_SLOT.withMostHours(10),
                                (name, several) -> Runnable::run,
                                50),
                        SearchInput::slot,
                        Types.INT,
                        state);
        search.setProcessingTime(NOON_MS);
        loaded();
        assertThat(matchesOfSound(0)).containsExactly("first");
        assertThat(matchesOfPeaks(SECOND, 0)).containsExactly("second");
    }

    /** The feed begins anew: the times of its peaks are not those of the profile before. */
    @Test
    void aFeedThatChangesItsProfileIsSearchedInBoth() throws Exception {
        open(TestingProfiles.BOTH, 10);
        loaded();
        SessionStarted feed = TestingRights.session(SessionKind.FEED);
        for (Packet packet : TestingEar.packets(FIRST, piece(0))) {
            send(
                    SearchInput.feed(
                            StreamPacketBuilder.builder()
                                    .sessionId("feed")
                                    .context(feed)
                                    .captureBase(NOON_MS)
                                    .packet(packet)
                                    .life(NOON_MS)
                                    .receivedBase(NOON_MS)
                                    .build(),
                            SLOT));
        }
        long after = TestingEar.packets(FIRST, piece(0)).size() + 10;
        for (Packet packet : TestingEar.packets(SECOND, piece(1))) {
            Packet later = later(packet, after);
            send(
                    SearchInput.feed(
                            StreamPacketBuilder.builder()
                                    .sessionId("feed")
                                    .context(feed)
                                    .captureBase(NOON_MS)
                                    .packet(later)
                                    .life(NOON_MS)
                                    .receivedBase(NOON_MS)
                                    .build(),
                            SLOT));
        }
        assertThat(matchesOfSound(0)).containsExactly(TestingRights.WORK);
        assertThat(matchesOfSound(1)).isEmpty();
        assertThat(matchesOfPeaks(SECOND, 1)).containsExactly(TestingRights.WORK);
        assertThat(letters()).isEmpty();
    }

    private static Packet later(Packet packet, long packets) {
        long frames = packets * PeakWindow.GRID_FRAMES;
        long[] peaks =
                Arrays.stream(packet.peaks()).map(peak -> peak + Peak.startOf(frames)).toArray();
        return new Packet(
                packet.profile(),
                packet.sequence() + packets,
                packet.fromFrame() + frames,
                packet.toFrame() + frames,
                peaks,
                packet.loud(),
                packet.last());
    }

    @Test
    void aSessionKeepsItsProfileWhileItIsOnAir() throws Exception {
        open(TestingProfiles.BOTH, 10);
        loaded();
        List<MediaInput> first = peaks(FIRST, 0);
        List<MediaInput> second = peaks(SECOND, 0);
        int half = first.size() / 2;
        for (MediaInput input : first.subList(0, half)) {
            fingerprint.processElement(input, 0);
        }
        fingerprint.processElement(second.get(half), 0);
        assertThat(dead(fingerprint))
                .singleElement()
                .matches(
                        letter ->
                                letter.message()
                                        .contains(
                                                "expected the profile audio/1 as before in this"));
        fingerprint.processElement(first.get(half + 1), 0);
        assertThat(out(fingerprint))
                .extracting(input -> input.packet().packet().profile())
                .containsOnly("audio/1");
    }

    /** After silence it may come back with another one: matches of the one before close. */
    @Test
    void aSessionMayComeBackFromSilenceWithAnotherProfile() throws Exception {
        open(TestingProfiles.BOTH, 10);
        reference("first", FIRST, piece(0), 1);
        reference("second", SECOND, TestingEar.join(new short[RATE_HZ * 60], piece(0)), 1);
        loaded();
        List<MediaInput> before = peaks(FIRST, 0);
        List<MediaInput> whole = peaks(SECOND, TestingEar.join(new short[RATE_HZ * 60], piece(0)));
        for (MediaInput input : before) {
            fingerprint.processElement(input, 0);
        }
        fingerprint.setProcessingTime(NOON_MS + 120_000);
        for (int i = 0; i < whole.size(); i++) {
            if (whole.get(i).peaks().fromFrame() > before.size() * PeakWindow.GRID_FRAMES) {
                fingerprint.processElement(whole.get(i), 0);
            }
        }
        out(fingerprint).forEach(this::send);
        Set<String> works = new TreeSet<>();
        List<String> phases = new ArrayList<>();
        for (SearchAnswer answer : out(search)) {
            align.processElement(answer, 0);
        }
        for (OpenMatch match : out(align)) {
            works.add(match.evidence().workId());
            phases.add(match.evidence().workId() + (match.evidence().open() ? " open" : " closed"));
        }
        assertThat(works).containsExactly("first", "second");
        assertThat(phases).contains("first closed");
        assertThat(dead(fingerprint)).isEmpty();
        assertThat(dead(align)).isEmpty();
    }

    private static short[] piece(int number) {
        return TestingMusic.play(100 + number, SECONDS);
    }

    private void reference(String work, Profile profile, short[] pcm, long version) {
        parts(work, profile.id(), TestingEar.peaks(profile, pcm), version).forEach(this::send);
    }

    /** A chunk and the manifest. */
    private static List<SearchInput> parts(
            String work, String profile, long[] peaks, long version) {
        ReferenceManifest manifest =
                new ReferenceManifest(
                        work,
                        "r-1",
                        version,
                        null,
                        profile,
                        1,
                        peaks.length,
                        (long) FIRST.millis(Peak.frame(peaks[peaks.length - 1])),
                        PeaksCodec.digest(List.of(PeaksCodec.payload(peaks))));
        return List.of(
                part(
                        ReferencePartBuilder.builder()
                                .workId(work)
                                .referenceId("r-1")
                                .version(version)
                                .profile(profile)
                                .peaks(peaks)
                                .build()),
                part(
                        new ReferencePart(
                                work,
                                "r-1",
                                version,
                                ReferenceKey.MANIFEST,
                                profile,
                                null,
                                manifest)));
    }

    private static SearchInput part(ReferencePart part) {
        return SearchInput.reference(part, SLOT);
    }

    private void retire(String work) {
        send(
                part(
                        ReferencePartBuilder.builder()
                                .workId(work)
                                .referenceId("r-1")
                                .version(1)
                                .chunk(ReferenceKey.MANIFEST)
                                .build()));
    }

    private void loaded() {
        send(SearchInput.loaded(new Loaded("references", 0, 1), SLOT));
    }

    /** What a session sends that fingerprints by itself. */
    private static List<MediaInput> peaks(Profile profile, int piece) {
        return peaks(profile, piece(piece));
    }

    private static List<MediaInput> peaks(Profile profile, short[] pcm) {
        List<MediaInput> slices = new ArrayList<>();
        for (Packet packet : TestingEar.packets(profile, pcm)) {
            slices.add(
                    MediaInput.peaks(
                            PeakSlices.of(
                                    profile,
                                    packet,
                                    "session-1",
                                    slices.size(),
                                    NOON_MS + (long) profile.millis(packet.fromFrame()))));
        }
        return slices;
    }

    private Set<String> matchesOfPeaks(Profile profile, int piece) throws Exception {
        return matches(answers(peaks(profile, piece)));
    }

    private Set<String> matchesOfSound(int piece) throws Exception {
        List<MediaInput> segments = new ArrayList<>();
        short[] pcm = piece(piece);
        for (int from = 0; from < pcm.length; from += 2 * RATE_HZ) {
            short[] cut = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 2 * RATE_HZ));
            long captureTime = NOON_MS + from * 1_000L / RATE_HZ;
            segments.add(
                    MediaInput.segment(
                            new Segment(
                                    "session-1", segments.size(), captureTime, RATE_HZ, 1, cut)));
        }
        return matches(answers(segments));
    }

    /** Of a session with these segments, from its start to its end. */
    private List<SearchAnswer> answers(List<MediaInput> segments) throws Exception {
        fingerprint.processElement(MediaInput.started(TestingRights.session(SessionKind.LIVE)), 0);
        for (MediaInput segment : segments) {
            fingerprint.processElement(segment, 0);
        }
        fingerprint.processElement(TestingOperators.ended("session-1", segments.size()), 0);
        assertThat(dead(fingerprint)).isEmpty();
        out(search);
        out(fingerprint).forEach(this::send);
        return out(search);
    }

    private static Set<String> works(List<SearchAnswer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.lines().stream())
                .filter(found -> found.line().evidence() > 20)
                .map(found -> found.workId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> matches(List<SearchAnswer> answers) throws Exception {
        for (SearchAnswer answer : answers) {
            align.processElement(answer, 0);
        }
        assertThat(dead(align)).isEmpty();
        return out(align).stream()
                .map(match -> match.evidence().workId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<DeadLetter> letters() {
        return dead(search);
    }

    private double gauge(String name) throws ReflectiveOperationException {
        return TestingMetrics.value(search, name);
    }

    private void send(SearchInput input) {
        try {
            search.processElement(input, 0);
        } catch (Exception e) {
            throw new AssertionError("The operator failed instead of the input", e);
        }
    }
}
