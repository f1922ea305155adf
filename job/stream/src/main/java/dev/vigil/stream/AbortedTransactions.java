package dev.vigil.stream;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * In front of the exactly-once sink. An outage of the storage that is longer than a transaction
 * lives makes the broker abort what waits for a checkpoint, and the sink only logs that. So the
 * task fails, once, with the first checkpoint that completes after it: storage is there to start
 * from, and the job writes again what it does not find on its topic.
 */
final class AbortedTransactions extends ProcessFunction<Outgoing, Outgoing>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;

    /** No record waits. */
    private static final long NONE = Long.MAX_VALUE;

    private final long liveMs;

    /** Arrival of the first record that no checkpoint has tried to make visible. */
    private transient long openMs;

    /** Arrival of the first record that a checkpoint has tried to make visible. */
    private transient long waitingMs;

    private transient LongSupplier clock;

    /**
     * @param live how long a transaction lives on the broker
     */
    AbortedTransactions(Duration live) {
        liveMs = live.toMillis();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        begin(() -> System.nanoTime() / 1_000_000);
    }

    void begin(LongSupplier clockMs) {
        clock = clockMs;
        openMs = NONE;
        waitingMs = NONE;
    }

    @Override
    public void processElement(Outgoing record, Context context, Collector<Outgoing> out) {
        if (openMs == NONE) {
            openMs = clock.getAsLong();
        }
        out.collect(record);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        waitingMs = Math.min(waitingMs, openMs);
        openMs = NONE;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        long ageMs = waitingMs == NONE ? 0 : clock.getAsLong() - waitingMs;
        waitingMs = NONE;
        if (ageMs >= liveMs) {
            throw new IllegalStateException(
                    "no checkpoint was complete for "
                            + ageMs
                            + " ms: expected less than transaction.timeout, "
                            + liveMs
                            + " ms; the broker has ended transactions, so the job starts again and"
                            + " writes their records anew");
        }
    }
}
