package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
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
import dev.vigil.schema.match.SearchAnswerBuilder;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
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
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
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
        open(TestingProfiles.OF_SOUND, profiles, mostHours, NONE);
    }

    /** What the operators have in a savepoint. */
    private record Saved(
            OperatorSubtaskState fingerprint,
            OperatorSubtaskState search,
            OperatorSubtaskState align) {}

    private static final Saved NONE = new Saved(null, null, null);

    private void open(Profiles ofSound, SearchProfiles profiles, double mostHours, Saved restored)
            throws Exception {
        IndexPlan plan = IndexPlan.ONE_SLOT.withMostHours(mostHours);
        fingerprint =
                TestingOperators.fingerprint(
                        new FingerprintFunction(ofSound, SLOT, 100), 1, 0, restored.fingerprint());
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
                        restored.search());
        align =
                TestingOperators.keyed(
                        new AlignFunction(profiles, SearchSettings.DEFAULT, plan),
                        SearchAnswer::sessionId,
                        Types.STRING,
                        restored.align());
        fingerprint.setProcessingTime(NOON_MS);
        search.setProcessingTime(NOON_MS);
        align.setProcessingTime(NOON_MS);
    }

    private void restart(Profiles ofSound, SearchProfiles profiles) throws Exception {
        Saved saved =
                new Saved(
                        fingerprint.snapshot(1, NOON_MS),
                        search.snapshot(1, NOON_MS),
                        align.snapshot(1, NOON_MS));
        close();
        open(ofSound, profiles, 10, saved);
    }

    /** To a job that knows the first profile alone. */
    private void rollBack() throws Exception {
        restart(Profiles.ALL, SearchedProfiles.ALL);
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
                .matches(letter -> letter.message().contains("chunk 0 of audio/1"));
    }

    /** A packet of a profile that is not searched fails alone; the session's end is answered. */
    @Test
    void aPacketOfAnUnknownProfileIsADeadLetter() throws Exception {
        open(SearchedProfiles.ALL, 10);
        loaded();
        List<SearchAnswer> answers = answers(peaks(SECOND, 0));
        assertThat(answers).singleElement().matches(SearchAnswer::failed);
        assertThat(letters())
                .isNotEmpty()
                .allMatch(
                        letter ->
                                letter.message()
                                        .contains(
                                                "expected one of audio/1, video/1, got 'audio/2'"));
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
        restart(TestingProfiles.OF_SOUND, TestingProfiles.BOTH);
        loaded();
        assertThat(matchesOfSound(0)).containsExactly("first");
        assertThat(matchesOfPeaks(SECOND, 0)).containsExactly("second");
    }

    /** The feed begins anew: the times of its peaks are not those of the profile before. */
    @Test
    void aFeedThatChangesItsProfileIsSearchedInBoth() throws Exception {
        open(TestingProfiles.BOTH, 10);
        loaded();
        for (Packet packet : TestingEar.packets(FIRST, piece(0))) {
            send(SearchInput.feed(ofFeed(packet), SLOT));
        }
        long after = TestingEar.packets(FIRST, piece(0)).size() + 10;
        for (Packet packet : TestingEar.packets(SECOND, piece(1))) {
            send(SearchInput.feed(ofFeed(later(packet, after)), SLOT));
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

    @Test
    void behindARollbackReferencesOfItsProfileWaitInStateForTheUpgrade() throws Exception {
        open(TestingProfiles.BOTH, 10);
        reference("first", FIRST, piece(0), 1);
        reference("second", SECOND, piece(0), 1);
        loaded();
        rollBack();
        loaded();
        assertThat(letters())
                .singleElement()
                .matches(letter -> letter.reason().equals("UNKNOWN_PROFILE"))
                .matches(letter -> letter.key().equals("second/r-1/1/manifest"));
        assertThat(matchesOfSound(0)).containsExactly("first");
        assertThat(gauge("indexReferences")).isEqualTo(1);
        restart(TestingProfiles.OF_SOUND, TestingProfiles.BOTH);
        loaded();
        assertThat(matchesOfPeaks(SECOND, 0)).containsExactly("second");
        assertThat(letters()).isEmpty();
    }

    @Test
    void behindARollbackSuchAReferenceIsReplacedAndRetiredAsAnyOther() throws Exception {
        open(TestingProfiles.BOTH, 10);
        reference("again", SECOND, piece(0), 1);
        reference("retired", SECOND, piece(1), 1);
        loaded();
        rollBack();
        loaded();
        assertThat(letters()).hasSize(2);
        reference("again", FIRST, piece(0), 2);
        retire("retired");
        assertThat(letters()).isEmpty();
        assertThat(matchesOfSound(0)).containsExactly("again");
        assertThat(gauge("indexReferences")).isEqualTo(1);
        assertThat(gauge("indexLeftOutReferences")).isZero();
    }

    @Test
    void behindARollbackAFeedOfItsProfileIsOver() throws Exception {
        open(TestingProfiles.BOTH, 10);
        loaded();
        for (Packet packet : TestingEar.packets(SECOND, piece(1))) {
            send(SearchInput.feed(ofFeed(packet), SLOT));
        }
        rollBack();
        loaded();
        assertThat(letters())
                .singleElement()
                .matches(letter -> letter.reason().equals("UNKNOWN_PROFILE"));
        assertThat(TestingOperators.stateEntries(search)).isZero();
        for (Packet packet : TestingEar.packets(FIRST, piece(1))) {
            send(SearchInput.feed(ofFeed(packet), SLOT));
        }
        assertThat(matchesOfSound(1)).containsExactly(TestingRights.WORK);
        assertThat(letters()).isEmpty();
    }

    /** What the newer profile has matched is over, what the older one matches begins. */
    @Test
    void behindARollbackASessionGoesOnByAProfileThatIsKnown() throws Exception {
        Profiles newer = new Profiles(SECOND, List.of(FIRST, SECOND));
        open(newer, TestingProfiles.BOTH, 10, NONE);
        reference("second", SECOND, piece(0), 1);
        reference("first", FIRST, piece(1), 1);
        loaded();
        List<MediaInput> sound = sound(TestingEar.join(piece(0), piece(1)));
        fingerprint.processElement(MediaInput.started(TestingRights.session(SessionKind.LIVE)), 0);
        assertThat(phases(sound.subList(0, sound.size() / 2))).containsExactly("second open");
        rollBack();
        loaded();
        letters();
        assertThat(phases(sound.subList(sound.size() / 2, sound.size())))
                .containsExactly("second closed", "first open");
        assertThat(dead(fingerprint))
                .singleElement()
                .matches(letter -> letter.reason().equals("UNKNOWN_PROFILE"))
                .matches(letter -> letter.message().contains("profiles audio/1, got audio/2"));
        assertThat(phases(List.of(TestingOperators.ended("session-1", sound.size()))))
                .endsWith("first closed");
        assertThat(letters()).isEmpty();
        assertThat(TestingOperators.stateEntries(fingerprint)).isZero();
        assertThat(TestingOperators.stateEntries(align)).isZero();
    }

    /** Nothing more comes of it: its timer finds it, and its match is over. */
    @Test
    void behindARollbackASessionThatHasEndedMeanwhileIsClosed() throws Exception {
        open(new Profiles(SECOND, List.of(FIRST, SECOND)), TestingProfiles.BOTH, 10, NONE);
        reference("second", SECOND, piece(0), 1);
        loaded();
        fingerprint.processElement(MediaInput.started(TestingRights.session(SessionKind.LIVE)), 0);
        assertThat(phases(sound(piece(0)))).containsExactly("second open");
        rollBack();
        loaded();
        fingerprint.setProcessingTime(NOON_MS + 3_600_000);
        assertThat(phases(List.of())).containsExactly("second closed");
        assertThat(dead(fingerprint)).hasSize(1);
        fingerprint.setProcessingTime(NOON_MS + 3 * 24 * 3_600_000L);
        assertThat(TestingOperators.stateEntries(fingerprint)).isZero();
        assertThat(TestingOperators.stateEntries(align)).isZero();
    }

    /** A savepoint that was taken while the index was built: they were made by the newer job. */
    @Test
    void behindARollbackPacketsThatWaitedAreDeadLettersAndTheSessionEnds() throws Exception {
        open(TestingProfiles.BOTH, 10);
        fingerprint.processElement(MediaInput.started(TestingRights.session(SessionKind.LIVE)), 0);
        for (MediaInput slice : peaks(SECOND, 0)) {
            fingerprint.processElement(slice, 0);
        }
        fingerprint.processElement(TestingOperators.ended("session-1", 1_000), 0);
        dead(fingerprint);
        out(fingerprint).forEach(this::send);
        rollBack();
        loaded();
        search.setProcessingTime(NOON_MS + 60_000);
        assertThat(letters()).isNotEmpty().allMatch(one -> one.message().contains("audio/2"));
        List<SearchAnswer> answers = out(search);
        assertThat(answers).singleElement().matches(SearchAnswer::failed);
        align.processElement(answers.get(0), 0);
        assertThat(out(align)).isEmpty();
        assertThat(TestingOperators.stateEntries(align)).isZero();
    }

    /** Behind silence another profile may count the same frames. */
    @Test
    void answersOfTwoProfilesAreOfTwoPackets() throws Exception {
        open(TestingProfiles.BOTH, 10);
        align.close();
        IndexPlan plan = new IndexPlan(1, 2, 10, 10_000);
        align =
                TestingOperators.keyed(
                        new AlignFunction(TestingProfiles.BOTH, SearchSettings.DEFAULT, plan),
                        SearchAnswer::sessionId,
                        Types.STRING,
                        null);
        align.setProcessingTime(NOON_MS);
        align.processElement(answer(FIRST, 0), 0);
        align.processElement(answer(SECOND, 1), 0);
        assertThat(side(align, AlignFunction.PROGRESS)).as("one shard of each").isEmpty();
        align.processElement(answer(FIRST, 1), 0);
        align.processElement(answer(SECOND, 0), 0);
        assertThat(side(align, AlignFunction.PROGRESS))
                .extracting(AnalysisProgress::profile)
                .containsExactly("audio/1", "audio/2");
        assertThat(TestingOperators.stateEntries(align)).isZero();
    }

    private static SearchAnswer answer(Profile profile, int shard) {
        return SearchAnswerBuilder.builder()
                .sessionId("session-1")
                .context(TestingRights.session(SessionKind.LIVE))
                .captureBase(NOON_MS)
                .life(NOON_MS)
                .receivedBase(NOON_MS)
                .profile(profile.id())
                .sequence(5)
                .fromFrame(5 * PeakWindow.GRID_FRAMES)
                .toFrame(6 * PeakWindow.GRID_FRAMES)
                .last(true)
                .shard(shard)
                .hours(1)
                .lines(List.of())
                .build();
    }

    /** Of the matches, as they open and close, each once. */
    private List<String> phases(List<MediaInput> inputs) throws Exception {
        for (MediaInput input : inputs) {
            fingerprint.processElement(input, 0);
        }
        out(fingerprint).forEach(this::send);
        for (SearchAnswer answer : out(search)) {
            align.processElement(answer, 0);
        }
        assertThat(dead(align)).isEmpty();
        return out(align).stream()
                .map(OpenMatch::evidence)
                .map(match -> match.workId() + (match.open() ? " open" : " closed"))
                .distinct()
                .toList();
    }

    private static StreamPacket ofFeed(Packet packet) {
        return StreamPacketBuilder.builder()
                .sessionId("feed")
                .context(TestingRights.session(SessionKind.FEED))
                .captureBase(NOON_MS)
                .packet(packet)
                .life(NOON_MS)
                .receivedBase(NOON_MS)
                .build();
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
        return matches(answers(sound(piece(piece))));
    }

    private static List<MediaInput> sound(short[] pcm) {
        List<MediaInput> segments = new ArrayList<>();
        for (int from = 0; from < pcm.length; from += 2 * RATE_HZ) {
            short[] cut = Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 2 * RATE_HZ));
            long captureTime = NOON_MS + from * 1_000L / RATE_HZ;
            segments.add(
                    MediaInput.segment(
                            new Segment(
                                    "session-1", segments.size(), captureTime, RATE_HZ, 1, cut)));
        }
        return segments;
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
