package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.reference.IndexedReference;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** A merge that fails: its time line would be longer than one segment can have. */
class SlotMergeTest {
    /** Nearly a week; ten of them are as much as one shelf holds, three are worth a merge. */
    private static final long FRAMES = 26_000_000;

    /**
     * With more peaks than this the worker hashes a reference, which then is a shelf of its own.
     */
    private static final int LONG = 30_000;

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Slot slot = TestingSlots.slot(3_000, work::add, Runnable::run);

    @Test
    void aMergeThatFailsIsToldAndTriedAgainWithMore() {
        slot.mark(new Loaded("references", 0, 1));
        slot.settle();
        put(0, 3, 2);
        assertThat(work).as("a merge").hasSize(1);
        put(3, 11, 2);
        put(11, 15, LONG + 1);
        settle();
        settle();
        assertThat(slot.failures())
                .extracting(DeadLetter::key)
                .as("of eight in a delta and four shelves")
                .containsExactly("merge");
        assertThat(work).as("not again and again").isEmpty();
        for (int i = 3; i < 11; i++) {
            slot.retire(reference(i));
        }
        put(15, 18, 2);
        assertThat(work).as("another merge").hasSize(1);
        settle();
        assertThat(slot.failures()).isEmpty();
    }

    private void settle() {
        int given = work.size();
        for (int i = 0; i < given; i++) {
            work.remove().run();
        }
        slot.settle();
    }

    private void put(int from, int to, int peaks) {
        for (int i = from; i < to; i++) {
            slot.put(reference(i), peaks(peaks));
        }
    }

    private static IndexedReference reference(int i) {
        return TestingSlots.reference("w-" + i, FRAMES);
    }

    private static long[] peaks(int count) {
        long[] peaks = new long[count];
        for (int i = 0; i < count; i++) {
            peaks[i] = Peak.pack(FRAMES * i / (count - 1) * Peak.PER_FRAME, 1_000, 1_000);
        }
        return peaks;
    }
}
