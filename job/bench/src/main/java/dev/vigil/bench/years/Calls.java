package dev.vigil.bench.years;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * The longest call of each operator: a record, or all timers and the watermark that are due when
 * time goes on. Twice: of all calls, and of those in which the thread was at work, as it had to
 * wait neither for the collector or a disk nor for its turn on a busy machine.
 */
final class Calls {
    /** Of the time that passed, the thread must have worked for this much. */
    private static final double LEAST_AT_WORK = 0.9;

    private final ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    private final Map<String, Long> longestNanos = new TreeMap<>();
    private final Map<String, Long> longestWithWaitsNanos = new TreeMap<>();
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
        unsettled.forEach((uid, nanos) -> longestWithWaitsNanos.merge(uid, nanos, Math::max));
    }

    /** Calls before the code was compiled are not counted either. */
    void forget() {
        longestNanos.clear();
        longestWithWaitsNanos.clear();
    }

    /** Milliseconds by uid, of calls in which the thread was at work. */
    TreeMap<String, Double> longestMs() {
        return ms(longestNanos);
    }

    /** Milliseconds by uid, of all calls. */
    TreeMap<String, Double> longestWithWaitsMs() {
        return ms(longestWithWaitsNanos);
    }

    private static TreeMap<String, Double> ms(Map<String, Long> nanosByUid) {
        TreeMap<String, Double> all = new TreeMap<>();
        nanosByUid.forEach((uid, nanos) -> all.put(uid, nanos / 1e6));
        return all;
    }
}
