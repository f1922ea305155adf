package dev.vigil.flink.match;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.IndexedReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References of a quarter of an hour that reach a live slot faster than they are hashed. */
class LongReferencesTest {
    private static final int REFERENCES = 20;

    /** More than the task would hash itself; two of them are worth a merge. */
    private static final int PEAKS = 30_001;

    private static final long FRAMES = 38_760;

    /** That a merge takes in, and as many that are hashed meanwhile. */
    private static final int MOST_UNMERGED = 8;

    private final Deque<Runnable> merges = new ArrayDeque<>();
    private final Deque<Runnable> hashing = new ArrayDeque<>();

    private final Slot slot = TestingSlots.slot(100, merges::add, hashing::add);

    /** However long a merge takes. Each that is not merged is asked every question. */
    @Test
    void fewAreSearchedBesideWhatIsMerged() {
        putAll();
        int hashed = 0;
        int unmerged = 0;
        int beforeMerge = 0;
        while (!hashing.isEmpty() || !merges.isEmpty()) {
            if (!hashing.isEmpty()) {
                hashing.remove().run();
                hashed++;
                unmerged++;
            } else {
                merges.remove().run();
                unmerged -= beforeMerge;
            }
            int mergesBefore = merges.size();
            slot.settle();
            beforeMerge = merges.size() > mergesBefore ? unmerged : beforeMerge;
            assertThat(unmerged).as("after %d", hashed).isLessThanOrEqualTo(MOST_UNMERGED);
        }
        assertThat(hashed).isEqualTo(REFERENCES);
        assertThat(slot.failures()).isEmpty();
    }

    /** A merge has its own thread: it does not wait for what is still to be hashed. */
    @Test
    void aMergeBeginsWhileOthersAreHashed() {
        putAll();
        assertThat(hashing).as("at once").hasSize(4);
        hashing.remove().run();
        hashing.remove().run();
        slot.settle();
        assertThat(merges).hasSize(1);
        assertThat(hashing).isNotEmpty();
    }

    /** The order in which they came, whichever is hashed first. */
    @Test
    void whatIsHashedFirstWaitsForThoseBeforeIt() {
        putAll();
        Runnable first = hashing.remove();
        hashing.remove().run();
        hashing.remove().run();
        slot.settle();
        assertThat(merges).as("of what is published").isEmpty();
        first.run();
        slot.settle();
        assertThat(merges).hasSize(1);
    }

    /** Else they would be missed by the first packets that come after a quiet night. */
    @Test
    void allAreHashedThoughNothingElseComes() throws Exception {
        try (TestingSearch search = new TestingSearch(100, null)) {
            search.loaded();
            search.settle();
            TestingSearch.hashers(hashing::add);
            for (int i = 0; i < REFERENCES; i++) {
                search.reference("w-" + i, 1, peaks(i));
            }
            int hashed = 0;
            for (int ms = 0; ms < 60 * REFERENCES; ms++) {
                if (!hashing.isEmpty()) {
                    hashing.remove().run();
                    hashed++;
                }
                search.work();
                search.step();
            }
            assertThat(hashed).isEqualTo(REFERENCES);
            assertThat(search.harness().numProcessingTimeTimers()).isZero();
        }
    }

    /** Else what was merged would remain in memory beside it all through a quiet night. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastMergeIsTakenOverThoughNothingElseComes(boolean feed) throws Exception {
        try (TestingSearch search = new TestingSearch(100, null)) {
            search.loaded();
            search.settle();
            for (int i = 0; i < 4; i++) {
                long[] peaks = Arrays.copyOf(peaks(i), PEAKS - 1);
                if (feed) {
                    search.feed("feed-" + i, packet(peaks));
                } else {
                    search.reference("w-" + i, 1, peaks);
                }
            }
            double before = TestingMetrics.value(search.harness(), "indexBytes");
            assertThat(search.work()).as("a merge").isEqualTo(1);
            search.goTo(NOON_MS + 1_000);
            assertThat(TestingMetrics.value(search.harness(), "indexBytes")).isNotEqualTo(before);
        }
    }

    private static Packet packet(long[] peaks) {
        return new Packet("audio/1", 0, 0, FRAMES, peaks, new long[0], false);
    }

    private void putAll() {
        slot.mark(new Loaded("references", 0, 1));
        slot.settle();
        for (int i = 0; i < REFERENCES; i++) {
            slot.put(reference(i), peaks(i));
        }
    }

    private static IndexedReference reference(int i) {
        return TestingSlots.reference("w-" + i, FRAMES);
    }

    private static long[] peaks(long seed) {
        Random random = new Random(seed);
        return random.longs(PEAKS, 0, FRAMES * Peak.PER_FRAME)
                .map(time -> Peak.pack(time, random.nextInt(3_500), 100))
                .sorted()
                .toArray();
    }
}
