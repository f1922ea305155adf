package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.flink.match.TestingSearch.peaks;
import static dev.vigil.flink.match.TestingSearch.piece;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.media.Packet;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After a restore, with an index thread that works when it is told. */
class SearchRebuildTest {
    private static final double HOURS = 10;
    private static final int PIECES = 4;
    private static final int CHUNKS = (peaks(0).length + 349) / 350;

    private TestingSearch search;

    @AfterEach
    void close() throws Exception {
        search.close();
    }

    /** What a job has in state that has learned so many pieces, w-0 the first. */
    private static OperatorSubtaskState learned(int pieces) throws Exception {
        try (TestingSearch before = new TestingSearch(HOURS, null)) {
            for (int i = 0; i < pieces; i++) {
                before.reference("w-" + i, 1, peaks(i));
            }
            return before.snapshot();
        }
    }

    private void restore(OperatorSubtaskState state) throws Exception {
        search = new TestingSearch(HOURS, state);
    }

    @Test
    void packetsWaitForTheIndexThreadAndAllAreAnsweredInOrder() throws Exception {
        restore(learned(PIECES));
        List<Packet> packets = TestingEar.packets(piece(2));
        packets.forEach(search::packet);
        search.loaded();
        for (int step = 0; step < 100; step++) {
            search.step();
        }
        assertThat(search.out()).as("the thread has not built the index").isEmpty();
        search.settle();
        List<SearchAnswer> answers = search.out();
        assertThat(answers).extracting(SearchAnswer::toFrame).isSorted();
        assertThat(answers).hasSameSizeAs(packets);
        assertThat(answers).anyMatch(a -> !a.lines().isEmpty());
        assertThat(search.found(piece(3))).containsExactly("w-3");
        assertThat(stateEntries(search.harness())).as("references, no packets").isEqualTo(2);
    }

    /** Several threads make them: a short one of later is ready before a long one. */
    @Test
    void hashesMayBeReadyInAnyOrder() throws Exception {
        restore(learned(PIECES));
        Deque<Runnable> hashing = new ArrayDeque<>();
        TestingSearch.hashers(hashing::push);
        search.packet(TestingEar.packets(piece(0)).get(0));
        for (int step = 0; hashing.size() < PIECES && step < 1_000; step++) {
            search.step();
        }
        search.reference("w-9", 1, peaks(9));
        search.reference("w-1", 2, peaks(8));
        search.retire("w-2", 1, CHUNKS);
        search.loaded();
        hashing.forEach(Runnable::run);
        search.settle();
        assertThat(dead(search.harness())).isEmpty();
        assertThat(search.found(piece(0))).containsExactly("w-0");
        assertThat(search.found(piece(9))).containsExactly("w-9");
        assertThat(search.found(piece(8))).containsExactly("w-1");
        assertThat(search.found(piece(1))).as("an older version").isEmpty();
        assertThat(search.found(piece(2))).as("retired").isEmpty();
    }

    @Test
    void aStepReadsOnePartWhereThereIsNoTimeForMore() throws Exception {
        restore(learned(PIECES));
        search.packet(TestingEar.packets(piece(2)).get(0));
        int given = search.work();
        int steps = 0;
        while (given < PIECES && steps < 1_000) {
            search.step();
            int more = search.work();
            assertThat(more).isLessThanOrEqualTo(1);
            given += more;
            steps++;
        }
        assertThat(steps).isBetween(PIECES * CHUNKS - 1, PIECES * CHUNKS + 1);
    }

    @Test
    void whatComesMeanwhileIsSearchedAndWhatGoesDoesNotComeBack() throws Exception {
        restore(learned(PIECES));
        search.packet(TestingEar.packets(piece(0)).get(0));
        // The first ones are with the thread by now, the last ones still in state.
        for (int step = 0; step < 2 * CHUNKS + 1; step++) {
            search.step();
        }
        search.reference("w-9", 1, peaks(9));
        for (int i = 0; i < PIECES; i++) {
            search.retire("w-" + i, 1, CHUNKS);
        }
        search.reference("w-1", 2, peaks(8));
        search.loaded();
        search.settle();
        assertThat(dead(search.harness())).isEmpty();
        assertThat(search.found(piece(9))).containsExactly("w-9");
        assertThat(search.found(piece(8))).containsExactly("w-1");
        for (int i = 0; i < PIECES; i++) {
            assertThat(search.found(piece(i))).as("retired").isEmpty();
        }
    }

    @Test
    void aFeedThatGrowsMeanwhileIsWhole() throws Exception {
        List<Packet> packets = TestingEar.packets(piece(5));
        OperatorSubtaskState state;
        try (TestingSearch before = new TestingSearch(HOURS, learned(1))) {
            packets.subList(0, 4).forEach(packet -> before.feed("feed-1", packet));
            state = before.snapshot();
        }
        restore(state);
        search.feed("feed-1", packets.get(4));
        search.step();
        packets.subList(5, 7).forEach(packet -> search.feed("feed-1", packet));
        for (int step = 0; step < 20; step++) {
            search.step();
        }
        packets.subList(7, packets.size()).forEach(packet -> search.feed("feed-1", packet));
        search.loaded();
        for (int look = 0; look < 100; look++) {
            search.work();
            search.step();
        }
        assertThat(dead(search.harness())).isEmpty();
        assertThat(search.found(piece(5))).containsExactly(TestingRights.WORK);
        search.goTo(NOON_MS + 2 * 3_600_000);
        assertThat(search.found(piece(5))).isEmpty();
    }

    /** Its parts are read many at once: those of its beginning and end are there. */
    @Test
    void aFeedOfManyPartsIsWhole() throws Exception {
        List<Packet> packets =
                TestingEar.packets(
                        TestingEar.join(piece(5), piece(6), piece(7), piece(8), piece(9)));
        assertThat(packets).hasSizeGreaterThan(BuildingSlot.PARTS_AT_ONCE + 1);
        OperatorSubtaskState state;
        try (TestingSearch before = new TestingSearch(HOURS, learned(1))) {
            packets.forEach(packet -> before.feed("feed-1", packet));
            state = before.snapshot();
        }
        restore(state);
        search.loaded();
        search.settle();
        assertThat(dead(search.harness())).isEmpty();
        for (int piece = 5; piece < 10; piece++) {
            assertThat(search.found(piece(piece))).containsExactly(TestingRights.WORK);
        }
    }

    @Test
    void aCrashInTheMiddleLosesNothing() throws Exception {
        List<Packet> packets = TestingEar.packets(piece(1));
        restore(learned(PIECES));
        packets.subList(0, 3).forEach(search::packet);
        search.step();
        OperatorSubtaskState middle = search.snapshot();
        search.close();
        restore(middle);
        packets.subList(3, packets.size()).forEach(search::packet);
        search.loaded();
        search.settle();
        List<SearchAnswer> answers = search.out();
        assertThat(answers)
                .extracting(SearchAnswer::toFrame)
                .containsExactlyElementsOf(packets.stream().map(Packet::toFrame).toList());
        assertThat(answers).anyMatch(a -> !a.lines().isEmpty());
    }

    @Test
    void aCrashWhileWhatHasWaitedIsAnsweredRepeatsNone() throws Exception {
        List<Packet> packets = TestingEar.packets(piece(1));
        restore(learned(1));
        packets.forEach(search::packet);
        search.loaded();
        int answered = 0;
        for (int look = 0; answered == 0 && look < 100; look++) {
            search.work();
            search.step();
            answered = search.out().size();
        }
        assertThat(answered).isEqualTo(1);
        OperatorSubtaskState middle = search.snapshot();
        search.close();
        restore(middle);
        search.loaded();
        search.settle();
        assertThat(search.out()).hasSize(packets.size() - answered);
    }

    @Test
    void theLineOfWhatWaitsGrowsNoLongerOnceTheIndexStands() throws Exception {
        List<Packet> packets = TestingEar.packets(piece(1));
        restore(learned(1));
        packets.forEach(search::packet);
        search.loaded();
        for (int look = 0; search.out().isEmpty() && look < 100; look++) {
            search.work();
            search.step();
        }
        double waiting = TestingMetrics.value(search.harness(), "indexWaitingPackets");
        assertThat(waiting).isPositive();
        packets.forEach(search::packet);
        assertThat(TestingMetrics.value(search.harness(), "indexWaitingPackets"))
                .isEqualTo(waiting);
        assertThat(search.out()).as("one for each that came").hasSameSizeAs(packets);
        search.settle();
        assertThat(search.out()).hasSize((int) waiting);
    }

    @Test
    void mergesOfALiveIndexAreLeftToTheThread() throws Exception {
        restore(null);
        search.loaded();
        search.reference("w-1", 1, peaks(1));
        assertThat(search.work()).as("too little to merge").isZero();
        for (int i = 2; i < 12; i++) {
            search.reference("w-" + i, 1, followedByAnything(peaks(i), 29_000));
        }
        assertThat(search.found(piece(2))).as("before the merge").containsExactly("w-2");
        assertThat(search.work()).as("one merge at a time").isEqualTo(1);
        assertThat(search.found(piece(11))).containsExactly("w-11");
        search.settle();
        for (int i = 1; i < 4; i++) {
            assertThat(search.found(piece(i))).containsExactly("w-" + i);
        }
    }

    @Test
    void aLongReferenceOfALiveIndexIsHashedByAnotherThread() throws Exception {
        restore(null);
        search.loaded();
        Deque<Runnable> hashing = new ArrayDeque<>();
        TestingSearch.hashers(hashing::add);
        search.reference("w-1", 1, peaks(1));
        search.reference("w-2", 1, followedByAnything(peaks(2), 40_000));
        assertThat(search.found(piece(2))).as("not hashed yet").isEmpty();
        assertThat(search.found(piece(1))).containsExactly("w-1");
        assertThat(hashing).hasSize(1);
        hashing.remove().run();
        assertThat(search.found(piece(2))).containsExactly("w-2");
        search.settle();
        assertThat(search.found(piece(2))).containsExactly("w-2");
    }

    private static long[] followedByAnything(long[] piece, int length) {
        long[] peaks = Arrays.copyOf(piece, length);
        Random random = new Random(1);
        for (int i = piece.length; i < length; i++) {
            long later = Peak.time(peaks[i - 1]) + 1 + random.nextInt(4 * Peak.PER_FRAME);
            peaks[i] = Peak.pack(later, 100 + random.nextInt(1_000), 500);
        }
        return peaks;
    }

    @Test
    void anErrorOfTheThreadIsOneOfTheTask() throws Exception {
        restore(learned(1));
        search.packet(TestingEar.packets(piece(1)).get(0));
        TestingSearch.plant(new OutOfMemoryError("planted"));
        assertThatThrownBy(() -> search.settle()).hasRootCauseMessage("planted");
    }
}
