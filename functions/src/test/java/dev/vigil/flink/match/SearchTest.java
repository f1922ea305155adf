package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.flink.TestingOperators;
import dev.vigil.match.SearchSettings;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final int SLOT = KeyGroups.slotKey(0, 1);
    private static final short[] MUSIC = TestingMusic.play(100, 30);
    private static final long[] PEAKS = TestingEar.peaks(MUSIC);
    private static final List<Packet> PACKETS = TestingEar.packets(MUSIC);
    private static final long TTL_MS = 3_600_000;
    private static final double HOURS = 1;

    /** Time stands while a step goes on: none ends for want of it. */
    private static final long STEP_MS = 1;

    private KeyedOneInputStreamOperatorTestHarness<Integer, SearchInput, SearchAnswer> search;

    /** The index thread's work is done as soon as it is given. */
    private static SearchFunction atOnce() {
        return new SearchFunction(
                SearchedProfiles.ALL,
                SearchSettings.DEFAULT,
                IndexPlan.ONE_SLOT.withMostHours(HOURS),
                (name, several) -> Runnable::run,
                STEP_MS);
    }

    @BeforeEach
    void open() throws Exception {
        search = TestingOperators.keyed(atOnce(), SearchInput::slot, Types.INT, null);
        search.setProcessingTime(NOON_MS);
    }

    @AfterEach
    void close() throws Exception {
        search.close();
    }

    @Test
    void aReferenceIsSearchedOnceItsManifestHasCome() throws Exception {
        loaded();
        chunks(1, PEAKS);
        assertThat(found()).isEmpty();
        manifest(1, PEAKS);
        assertThat(found()).containsOnly(WORK).hasSizeGreaterThan(2);
        assertThat(dead(search)).isEmpty();
    }

    @Test
    void itTellsHowLargeTheIndexIsAndThatItIsLoading() throws Exception {
        PACKETS.forEach(this::packet);
        assertThat(TestingMetrics.value(search, "indexWarming")).isEqualTo(1);
        assertThat(TestingMetrics.value(search, "indexHours")).isZero();
        chunks(1, PEAKS);
        manifest(1, PEAKS);
        search.setProcessingTime(NOON_MS + 10_000);
        loaded();
        assertThat(TestingMetrics.value(search, "indexWarming")).isZero();
        assertThat(TestingMetrics.value(search, "indexHours") * 3_600).isBetween(28.0, 31.0);
        assertThat(TestingMetrics.value(search, "indexBytes")).isBetween(10_000.0, 5_000_000.0);
    }

    @Test
    void aManifestThatItsChunksDoNotAnswerToIsADeadLetter() throws Exception {
        loaded();
        manifest(1, PEAKS);
        assertThat(dead(search))
                .hasSize(1)
                .allMatch(d -> d.reason().equals("INCOMPLETE_REFERENCE"))
                .allMatch(d -> d.message().contains("got no chunk 0"));
        chunks(1, PEAKS);
        manifest(1, Arrays.copyOf(PEAKS, PEAKS.length - 1));
        assertThat(dead(search)).hasSize(1).allMatch(d -> d.message().contains("digest"));
        assertThat(found()).isEmpty();
    }

    @Test
    void aReferenceOfAnotherProfileIsADeadLetter() throws Exception {
        loaded();
        chunks(1, PEAKS);
        manifest(1, PEAKS, "audio/2");
        assertThat(dead(search)).hasSize(1).allMatch(d -> d.message().contains("profile"));
        assertThat(found()).isEmpty();
    }

    @Test
    void packetsWaitUntilTheReferencesAreLoaded() throws Exception {
        reference(1);
        PACKETS.forEach(this::packet);
        send(SearchInput.loaded(new Loaded("references", 0, 2), SLOT));
        assertThat(out(search)).isEmpty();
        send(SearchInput.loaded(new Loaded("references", 1, 2), SLOT));
        List<SearchAnswer> answers = out(search);
        assertThat(answers).hasSize(PACKETS.size());
        assertThat(answers).extracting(SearchAnswer::toFrame).isSorted();
        assertThat(works(answers)).contains(WORK);
        assertThat(answers.get(answers.size() - 1).last()).isTrue();
    }

    @Test
    void aRetiredReferenceIsNotFoundAnyMore() throws Exception {
        loaded();
        reference(1);
        retire(1);
        assertThat(found()).isEmpty();
        assertThat(stateEntries(search)).isZero();
    }

    /** What it shares with its own work is not asked: other works are found behind it. */
    @Test
    void aNewRecordingIsSearchedInOtherWorksAlone() throws Exception {
        loaded();
        reference(1);
        askNew("another-work");
        assertThat(works(out(search))).contains(WORK);
        askNew(WORK);
        List<SearchAnswer> answers = out(search);
        assertThat(works(answers)).isEmpty();
        assertThat(answers.get(answers.size() - 1).last()).isTrue();
    }

    private void askNew(String work) {
        for (Packet packet : PACKETS) {
            SearchInput sent = TestingSearch.ofStream(packet);
            send(
                    SearchInput.packet(
                            sent.packet().withContext(TestingSearch.ASKING.withWorkId(work)),
                            SLOT));
        }
    }

    @Test
    void theTombstonesOfAnOldVersionLeaveTheNewOneSearched() throws Exception {
        loaded();
        reference(1);
        reference(2);
        retire(1);
        assertThat(found()).contains(WORK);
        reference(1);
        retire(2);
        assertThat(found()).as("an old version that was sent again").isEmpty();
    }

    @Test
    void aFeedGrowsAndExpiresWithItsState() throws Exception {
        loaded();
        for (Packet packet : PACKETS.subList(0, PACKETS.size() / 2)) {
            feed(packet);
        }
        assertThat(found()).contains(WORK);
        search.setProcessingTime(NOON_MS + TTL_MS / 2);
        feed(PACKETS.get(PACKETS.size() / 2));
        search.setProcessingTime(NOON_MS + TTL_MS);
        assertThat(found()).as("seen half an hour ago").contains(WORK);
        search.setProcessingTime(NOON_MS + TTL_MS * 3 / 2);
        assertThat(found()).isEmpty();
        assertThat(stateEntries(search)).isZero();
        assertThat(search.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aFeedMayHaveTheIdOfAReference() throws Exception {
        loaded();
        reference(1);
        feed("r-1", PACKETS.get(0));
        assertThat(found()).contains(WORK);
        reference(2);
        search.setProcessingTime(NOON_MS + 2 * TTL_MS);
        assertThat(found()).as("the feed is over, the work is not").contains(WORK);
        retire(2);
        assertThat(found()).isEmpty();
        assertThat(stateEntries(search)).isZero();
    }

    @Test
    void aRestoreRebuildsTheIndexAndWaitsAgain() throws Exception {
        loaded();
        reference(1);
        feed(PACKETS.get(0));
        List<String> before = found();
        packet(PACKETS.get(0));
        var snapshot = search.snapshot(1, 1);
        search.close();
        search = TestingOperators.keyed(atOnce(), SearchInput::slot, Types.INT, snapshot);
        search.setProcessingTime(NOON_MS);
        packet(PACKETS.get(0));
        assertThat(out(search)).isEmpty();
        loaded();
        assertThat(out(search)).hasSize(1);
        assertThat(found()).isEqualTo(before);
        search.setProcessingTime(NOON_MS + TTL_MS);
        assertThat(search.numProcessingTimeTimers()).isZero();
        assertThat(stateEntries(search)).as("the work and its parts").isEqualTo(2);
    }

    @Test
    void aPureFailureIsADeadLetterAndTheEndOfTheSessionIsKept() throws Exception {
        loaded();
        reference(1);
        Packet broken = new Packet("audio/1", 0, 0, 100, null, new long[0], false);
        packet(broken);
        assertThat(out(search)).isEmpty();
        packet(new Packet("audio/1", 1, 0, 100, null, new long[0], true));
        assertThat(out(search)).hasSize(1).allMatch(SearchAnswer::last);
        feed(broken);
        assertThat(dead(search)).hasSize(3).allMatch(d -> d.reason().equals("PURE_FAILURE"));
        assertThat(found()).contains(WORK);
    }

    /** Works of all lines that the music as a live stream is answered with. */
    private List<String> found() {
        out(search);
        PACKETS.forEach(this::packet);
        return works(out(search));
    }

    private static List<String> works(List<SearchAnswer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.lines().stream())
                .map(FoundLine::workId)
                .toList();
    }

    private void packet(Packet packet) {
        send(TestingSearch.ofStream(packet));
    }

    private void feed(Packet packet) {
        feed("feed-1", packet);
    }

    private void feed(String id, Packet packet) {
        send(TestingSearch.ofFeed(id, packet));
    }

    private void reference(long version) {
        chunks(version, PEAKS);
        manifest(version, PEAKS);
    }

    private void retire(long version) {
        send(part(version, 0, null, null));
        send(part(version, ReferenceKey.MANIFEST, null, null));
    }

    private void chunks(long version, long[] peaks) {
        send(part(version, 0, peaks, null));
    }

    private void manifest(long version, long[] peaks) {
        manifest(version, peaks, Profile.CURRENT.id());
    }

    private void manifest(long version, long[] peaks, String profile) {
        String digest = PeaksCodec.digest(List.of(PeaksCodec.payload(peaks)));
        ReferenceManifest manifest =
                new ReferenceManifest(
                        WORK, "r-1", version, null, profile, 1, peaks.length, 30_000, digest);
        send(part(version, ReferenceKey.MANIFEST, null, manifest));
    }

    private static SearchInput part(
            long version, int chunk, long[] peaks, ReferenceManifest manifest) {
        return SearchInput.reference(
                new ReferencePart(WORK, "r-1", version, chunk, "audio/1", peaks, manifest), SLOT);
    }

    private void loaded() {
        send(SearchInput.loaded(new Loaded("references", 0, 1), SLOT));
    }

    private void send(SearchInput input) {
        try {
            search.processElement(input, 0);
        } catch (Exception e) {
            throw new AssertionError("The operator failed instead of the input", e);
        }
    }
}
