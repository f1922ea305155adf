package dev.vigil.flink.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.schema.reference.IndexedReference;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final IndexedReference REFERENCE =
            ReferenceParts.feed("w-1", "r-1", 0, "audio/1", 0);

    private static final int RECORDINGS = 1_000;

    private static Slot slot(Executor worker, Executor hashers) {
        return TestingSlots.slot(1, worker, hashers);
    }

    /** Else each restart would leave one behind, with the index that it holds. */
    @Test
    void aThreadThatWaitsForHashesEndsWithTheOperator() throws Exception {
        ExecutorService worker = (ExecutorService) IndexThreads.OWN.start("test", 1);
        Executor endedAlready = hashing -> {};
        slot(worker, endedAlready).put(REFERENCE, new long[] {Peak.pack(0, 0, 0)});
        worker.shutdownNow();
        assertThat(worker.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whatCannotBeHashedIsADeadLetter() {
        Slot slot = slot(Runnable::run, Runnable::run);
        slot.put(REFERENCE, new long[] {Peak.pack(64, 0, 0), Peak.pack(0, 0, 0)});
        slot.settle();
        assertThat(slot.failures())
                .singleElement()
                .matches(letter -> letter.key().equals("w-1/r-1"))
                .matches(letter -> letter.message().contains("in order of time"));
    }

    /** Of the address space each recording takes 2 s more than it is long. */
    @Test
    void recordingsThatFillTheAddressSpaceByWhatIsBehindThemHaveNoRoom() {
        Slot slot = TestingSlots.slot(IndexPlan.MOST_HOURS, Runnable::run, Runnable::run);
        int fitting = 0;
        while (fitting < RECORDINGS && slot.fits(recording(fitting))) {
            slot.put(recording(fitting++), new long[0]);
        }
        assertThat(fitting).isEqualTo(RECORDINGS - 1);
        assertThat(slot.fits(recording(0))).as("one that is there").isTrue();
        slot.retire(recording(0));
        assertThat(slot.fits(recording(fitting))).isTrue();
    }

    /** All of them are a few seconds shorter than the most that an index may hold. */
    private static IndexedReference recording(int i) {
        double seconds = 3_600 * IndexPlan.MOST_HOURS / RECORDINGS;
        long frames = (long) (seconds * Profile.CURRENT.framesPerSecond());
        return TestingSlots.reference("w-" + i, frames);
    }

    /** A timer fires after its delay, though the clock was set back and says that it is not due. */
    @Test
    void anotherStepIsSetWhereTheClockWasSetBackMeanwhile() {
        Slot slot = slot(Runnable::run, Runnable::run);
        assertThat(slot.stepAt(1_000, 999)).contains(1_000L);
        assertThat(slot.stepAt(1_000, 999)).as("one at a time").isEmpty();
        assertThat(slot.takesStep(1_000)).isTrue();
        assertThat(slot.stepAt(501, 500)).contains(501L);
    }
}
