package dev.vigil.flink;

import org.apache.flink.streaming.api.TimerService;

/** The one event-time timer of a key, whose time is in its state: null for none. */
public final class OneTimer {
    private OneTimer() {}

    /** Due with the next watermark, whatever else is. */
    public static Long soon(Long knownMs, TimerService timers) {
        return within(1, knownMs, timers);
    }

    /**
     * Due no later than that behind the watermark.
     *
     * @param ms 1 for the next watermark
     */
    public static Long within(long ms, Long knownMs, TimerService timers) {
        long atMs = timers.currentWatermark() + ms;
        return knownMs != null && knownMs <= atMs ? knownMs : at(knownMs, atMs, timers);
    }

    /**
     * Due then instead.
     *
     * @param atMs event time (UTC epoch ms); null for never
     */
    public static Long at(Long knownMs, Long atMs, TimerService timers) {
        if (knownMs != null && !knownMs.equals(atMs)) {
            timers.deleteEventTimeTimer(knownMs);
        }
        if (atMs != null) {
            timers.registerEventTimeTimer(atMs);
        }
        return atMs;
    }
}
