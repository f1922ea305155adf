package dev.vigil.flink;

import org.apache.flink.streaming.api.TimerService;

/** Now, when a timer of the notice job fires: the larger of timer and watermark. */
public final class CaughtUpTime {
    private CaughtUpTime() {}

    /**
     * The largest watermark is no time: it comes when an input goes idle beside the broadcast, or
     * when the job is drained, and would end every span at once. Better no job than that.
     */
    public static long ofTimer(long timestamp, TimerService timers) {
        long nowMs = Math.max(timestamp, timers.currentWatermark());
        if (nowMs == Long.MAX_VALUE) {
            throw new IllegalStateException(
                    "event time: expected the caught-up time of the notice topics, got its"
                            + " maximum; take withIdleness off the sources, and stop the job"
                            + " without --drain");
        }
        return nowMs;
    }
}
