package dev.vigil.flink;

import java.util.Collection;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** How large the index of a task is, and whether it is still being loaded. */
final class IndexGauges {
    /** Bytes are summed over all references: not with each packet. */
    private static final long MEASURED_EACH_MS = 10_000;

    private volatile double hours;
    private volatile long bytes;
    private volatile int loading;
    private long measuredMs;

    IndexGauges(MetricGroup metrics) {
        metrics.gauge("indexHours", (Gauge<Double>) () -> hours);
        metrics.gauge("indexBytes", (Gauge<Long>) () -> bytes);
        metrics.gauge("indexLoading", (Gauge<Integer>) () -> loading);
    }

    void measure(Collection<Slot> slots, long nowMs) {
        hours = slots.stream().mapToDouble(Slot::hours).sum();
        loading = slots.stream().allMatch(Slot::isLoaded) ? 0 : 1;
        if (nowMs >= measuredMs + MEASURED_EACH_MS) {
            measuredMs = nowMs;
            bytes = slots.stream().mapToLong(Slot::bytes).sum();
        }
    }
}
