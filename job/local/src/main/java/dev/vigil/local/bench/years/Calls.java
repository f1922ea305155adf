package dev.vigil.local.bench.years;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * The longest call of each operator: a record, a timer's turn, a watermark. Calls are left out
 * while the thread had to wait, for the collector or for its turn on a busy machine.
 */
final class Calls {
    /** Of the time that passed, the thread must have worked for this much. */
    private static final double LEAST_AT_WORK = 0.9;

    private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    private final Map<String, Long> longestNanos = new TreeMap<>();
    private final Map<String, Long> unsettled = new TreeMap<>();
    private long beganNanos;
    private long cpuNanos;

    void took(String uid, long nanos) {
        if (nanos > longestNanos.getOrDefault(uid, 0L)) {
            unsettled.merge(uid, nanos, Math::max);
        }
    }

    /** Before something happens. */
    void begin() {
        unsettled.clear();
        beganNanos = System.nanoTime();
        cpuNanos = thread.getCurrentThreadCpuTime();
    }

    /** After it has happened. */
    void settle() {
        if (unsettled.isEmpty()) {
            return;
        }
        long worked = thread.getCurrentThreadCpuTime() - cpuNanos;
        if (worked >= LEAST_AT_WORK * (System.nanoTime() - beganNanos)) {
            unsettled.forEach((uid, nanos) -> longestNanos.merge(uid, nanos, Math::max));
        }
    }

    /** Calls before the code was compiled say nothing either. */
    void forget() {
        longestNanos.clear();
    }

    /** Milliseconds by uid. */
    TreeMap<String, Double> longestMs() {
        TreeMap<String, Double> all = new TreeMap<>();
        longestNanos.forEach((uid, nanos) -> all.put(uid, nanos / 1e6));
        return all;
    }
}
