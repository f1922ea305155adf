package dev.vigil.flink;

import java.util.Collection;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** How large the index of a task is, and whether it is complete; read by another thread. */
final class IndexGauges {
    private volatile double hours;
    private volatile long bytes;
    private volatile long references;
    private volatile long leftOut;
    private volatile long warming;
    private volatile long waiting;
    private volatile long longestStepMs;

    IndexGauges(MetricGroup metrics) {
        metrics.gauge("indexHours", (Gauge<Double>) () -> hours);
        metrics.gauge("indexBytes", (Gauge<Long>) () -> bytes);
        metrics.gauge("indexReferences", (Gauge<Long>) () -> references);
        metrics.gauge("indexLeftOutReferences", (Gauge<Long>) () -> leftOut);
        metrics.gauge("indexWarming", (Gauge<Long>) () -> warming);
        metrics.gauge("indexWaitingPackets", (Gauge<Long>) () -> waiting);
        metrics.gauge("longestIndexStepMs", (Gauge<Long>) () -> longestStepMs);
    }

    void show(Collection<Slot> slots) {
        hours = slots.stream().mapToDouble(Slot::hours).sum();
        bytes = slots.stream().mapToLong(Slot::bytes).sum();
        references = slots.stream().mapToLong(Slot::count).sum();
        leftOut = slots.stream().mapToLong(Slot::leftOut).sum();
        warming = slots.stream().allMatch(Slot::isLive) ? 0 : 1;
        waiting = slots.stream().mapToLong(slot -> slot.waiting().count()).sum();
    }

    void step(long tookMs) {
        longestStepMs = Math.max(longestStepMs, tookMs);
    }
}
