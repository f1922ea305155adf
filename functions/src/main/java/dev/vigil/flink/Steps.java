package dev.vigil.flink;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;

/**
 * When the next step of a long work is due. Steps of all keys of a task get times of their own:
 * timers that are due together fire together, and timers go before all other input.
 */
public final class Steps {
    /** Milliseconds that the longest step has taken since the task started. */
    public static final String LONGEST_STEP = "longestRecheckStepMs";

    /** A step that met an outage, or a clock that was put forward, must not hold up all others. */
    public static final long MOST_REST_MS = 10_000;

    private long lastStepAt;
    private long longestMs;

    public Steps(MetricGroup metrics) {
        metrics.gauge(LONGEST_STEP, (Gauge<Long>) () -> longestMs);
    }

    /**
     * A rest as long as the step before it: a step waits for its reader, so that matches and
     * checkpoints would wait for the end of the work.
     *
     * @param tookMs how long that step took
     */
    public long next(long tookMs, TimerService timers) {
        long now = timers.currentProcessingTime();
        long rest = Math.max(1, Math.min(tookMs, MOST_REST_MS));
        lastStepAt = Math.max(lastStepAt, now) + rest;
        return lastStepAt;
    }

    public void took(long ms) {
        longestMs = Math.max(longestMs, ms);
    }
}
