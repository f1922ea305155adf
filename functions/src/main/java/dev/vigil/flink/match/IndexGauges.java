package dev.vigil.flink.match;

import java.util.Collection;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** How large the index of a task is, and whether it is complete; read by another thread. */
final class IndexGauges {
    private final int expected;
    private volatile double hours;
    private volatile double stayDownHours;
    private volatile long bytes;
    private volatile long references;
    private volatile long leftOut;
    private volatile boolean live;
    private volatile long waiting;
    private volatile long longestStepMs;

    /**
     * @param expected slots that are those of the task: one that nothing has come for is not built
     */
    IndexGauges(MetricGroup metrics, int expected) {
        this.expected = expected;
        live = expected == 0;
        metrics.gauge("indexHours", (Gauge<Double>) () -> hours);
        metrics.gauge("indexStayDownHours", (Gauge<Double>) () -> stayDownHours);
        metrics.gauge("indexBytes", (Gauge<Long>) () -> bytes);
        metrics.gauge("indexReferences", (Gauge<Long>) () -> references);
        metrics.gauge("indexLeftOutReferences", (Gauge<Long>) () -> leftOut);
        metrics.gauge("indexWarming", (Gauge<Integer>) () -> live ? 0 : 1);
        metrics.gauge("indexWaitingPackets", (Gauge<Long>) () -> waiting);
        metrics.gauge("longestIndexStepMs", (Gauge<Long>) () -> longestStepMs);
    }

    void show(Collection<Slot> slots) {
        hours = slots.stream().mapToDouble(Slot::hours).sum();
        stayDownHours = slots.stream().mapToDouble(Slot::stayDownHours).sum();
        bytes = slots.stream().mapToLong(Slot::bytes).sum();
        references = slots.stream().mapToLong(Slot::count).sum();
        leftOut = slots.stream().mapToLong(Slot::leftOut).sum();
        live = slots.size() >= expected && slots.stream().allMatch(slot -> slot.live().isPresent());
        waiting = slots.stream().mapToLong(slot -> slot.waiting().count()).sum();
    }

    void step(long tookMs) {
        longestStepMs = Math.max(longestStepMs, tookMs);
    }
}
