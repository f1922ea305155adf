package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.flink.match.TestingSearch.peaks;
import static dev.vigil.flink.match.TestingSearch.piece;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.media.Packet;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An index for which there is no more room than for two pieces of 20 s. */
class SearchRoomTest {
    private static final double TWO_PIECES = 45 / 3600.0;
    private static final double THREE_PIECES = 65 / 3600.0;
    private static final long FEED_TTL_MS = 3_600_000;
    private static final int CHUNKS = (peaks(0).length + 349) / 350;

    private TestingSearch search;

    @AfterEach
    void close() throws Exception {
        search.close();
    }

    private void open(double hours, OperatorSubtaskState state) throws Exception {
        search = new TestingSearch(hours, state);
        search.loaded();
        search.settle();
    }

    private void reopen(double hours) throws Exception {
        OperatorSubtaskState state = search.snapshot();
        search.close();
        open(hours, state);
    }

    private void learn(int from, int to) {
        for (int i = from; i < to; i++) {
            search.reference("w-" + i, 1, peaks(i));
        }
    }

    private void assertFull(String... keys) {
        List<DeadLetter> letters = dead(search.harness());
        assertThat(letters).extracting(DeadLetter::reason).containsOnly("INDEX_FULL");
        assertThat(letters).extracting(DeadLetter::key).containsExactlyInAnyOrder(keys);
    }

    @Test
    void aReferenceTooManyIsADeadLetterAndTheOthersAreSearched() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 3);
        assertFull("w-2/r-1/1/manifest");
        assertThat(search.found(piece(0))).containsExactly("w-0");
        assertThat(search.found(piece(1))).containsExactly("w-1");
        assertThat(search.found(piece(2))).isEmpty();
    }

    /** Its chunks are a gigabyte, or have not come: without room they are not even read. */
    @Test
    void aReferenceIsMeasuredByItsManifestBeforeItsChunksAreRead() throws Exception {
        open(TWO_PIECES, null);
        search.manifest("w-0", 7L * 86_400_000, 10_000, 100_000_000);
        assertFull("w-0/r-1/1/manifest");
    }

    /** One of five seconds fits into a quarter of the room, two don't. */
    @Test
    void theOldestUploadThatStaysDownLeavesForANewOne() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 1);
        long[] first = TestingEar.peaks(TestingMusic.play(107, 8));
        search.reference("w-7", "staydown.a", first);
        search.goTo(NOON_MS + 1);
        search.reference("w-8", "staydown.b", TestingEar.peaks(TestingMusic.play(108, 8)));
        assertThat(dead(search.harness()))
                .extracting(DeadLetter::reason, DeadLetter::key)
                .containsExactly(tuple("STAYDOWN_DROPPED", "w-7/staydown.a/1/manifest"));
        assertThat(TestingMetrics.value(search.harness(), "droppedStayDowns")).isEqualTo(1);
        double seconds = 3_600 * TestingMetrics.value(search.harness(), "indexHours");
        assertThat(seconds).as("of the work and the newer one").isBetween(20.0, 29.0);
        search.reference("w-8", "staydown.b", TestingEar.peaks(TestingMusic.play(108, 8)));
        assertThat(dead(search.harness())).as("a repeat").isEmpty();
    }

    @Test
    void aReferenceWithMorePeaksThanItsManifestSaysIsIncomplete() throws Exception {
        open(TWO_PIECES, null);
        search.reference("w-0", 1, peaks(0));
        search.retire("w-0", 1, 0);
        search.manifest("w-0", 20_000, CHUNKS, 400);
        assertThat(dead(search.harness()))
                .singleElement()
                .matches(letter -> letter.message().contains("more than its 400 peaks"));
    }

    @Test
    void whatIsRetiredMakesRoom() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 2);
        search.retire("w-0", 1, CHUNKS);
        learn(2, 3);
        assertThat(dead(search.harness())).isEmpty();
        assertThat(search.found(piece(2))).containsExactly("w-2");
    }

    @Test
    void aVersionTakesThePlaceOfTheOneBeforeIfItFits() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 2);
        search.reference("w-1", 2, peaks(5));
        assertThat(dead(search.harness())).isEmpty();
        search.reference("w-1", 3, TestingEar.peaks(TestingMusic.play(106, 40)));
        assertFull("w-1/r-1/3/manifest");
        reopen(TWO_PIECES);
        assertThat(search.found(piece(5))).as("the version before").containsExactly("w-1");
    }

    @Test
    void aRestartWithTheSameRoomSearchesTheSameAndOneWithMoreAll() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 3);
        dead(search.harness());
        reopen(TWO_PIECES);
        assertFull("w-2/r-1/1/manifest");
        assertThat(search.found(piece(1))).containsExactly("w-1");
        reopen(THREE_PIECES);
        assertThat(dead(search.harness())).isEmpty();
        assertThat(search.found(piece(2))).containsExactly("w-2");
        reopen(THREE_PIECES);
        assertThat(search.found(piece(2))).containsExactly("w-2");
    }

    @Test
    void oneThatWasLeftOutCanBeRetired() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 3);
        dead(search.harness());
        search.retire("w-2", 1, CHUNKS);
        reopen(TWO_PIECES);
        assertThat(dead(search.harness())).isEmpty();
    }

    @Test
    void aFeedThatIsTooLongIsOneDeadLetter() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 1);
        List<Packet> packets = TestingEar.packets(TestingMusic.play(107, 40));
        packets.forEach(packet -> search.feed("feed-1", packet));
        assertFull("/feed/" + TestingRights.WORK + "/feed-1");
        assertThat(search.found(piece(7))).containsExactly(TestingRights.WORK);
    }

    @Test
    void aFeedThatARestartHasNoRoomForLeavesNothingAndGoesOnCounted() throws Exception {
        open(THREE_PIECES, null);
        learn(0, 1);
        TestingEar.packets(TestingMusic.play(107, 40))
                .forEach(packet -> search.feed("feed-1", packet));
        assertThat(dead(search.harness())).isEmpty();
        reopen(TWO_PIECES);
        assertFull("/feed/" + TestingRights.WORK + "/feed-1");
        search.retire("w-0", 1, CHUNKS);
        assertThat(stateEntries(search.harness())).isZero();
        double before = TestingMetrics.value(search.harness(), "indexHours");
        TestingEar.packets(piece(8)).forEach(packet -> search.feed("feed-1", packet));
        double seconds = 3_600 * (TestingMetrics.value(search.harness(), "indexHours") - before);
        assertThat(seconds).isBetween(15.0, 21.0);
    }

    @Test
    void aFeedThatWasTooLongIsNoLongerShownOnceItIsOver() throws Exception {
        open(TWO_PIECES, null);
        learn(0, 2);
        TestingEar.packets(piece(7)).forEach(packet -> search.feed("feed-1", packet));
        assertFull("/feed/" + TestingRights.WORK + "/feed-1");
        assertThat(TestingMetrics.value(search.harness(), "indexLeftOutReferences")).isEqualTo(1);
        search.goTo(NOON_MS + 2 * FEED_TTL_MS);
        assertThat(TestingMetrics.value(search.harness(), "indexLeftOutReferences")).isZero();
        assertThat(search.harness().numProcessingTimeTimers()).isZero();
    }
}
