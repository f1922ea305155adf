package dev.vigil.notice;

import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.clock.StopReason;

/**
 * Reports when the time of the clock stops and when it goes on, each once. A new one, after a
 * restart too, reports that time runs as soon as it moves.
 */
public final class Standstill {
    private final long mostMs;
    private long movedAt;
    private Long watermark;
    private ClockMotion told;

    /**
     * @param mostMs how long time may stop before that is reported
     * @param now wall clock, UTC epoch ms
     */
    public Standstill(long mostMs, long now) {
        this.mostMs = mostMs;
        this.movedAt = now;
    }

    /** Time has moved; null where that is no news. */
    public ClockHealth moved(long now, long reached) {
        movedAt = now;
        watermark = reached;
        return told == ClockMotion.RUNNING ? null : tell(ClockMotion.RUNNING, now, null);
    }

    /**
     * A look at the wall clock; null where there is no news.
     *
     * @param reason why time has stopped, as far as it is known
     */
    public ClockHealth look(long now, StopReason reason) {
        boolean stands = now - movedAt >= mostMs;
        return !stands || told == ClockMotion.STOPPED
                ? null
                : tell(ClockMotion.STOPPED, now, reason);
    }

    private ClockHealth tell(ClockMotion state, long now, StopReason why) {
        told = state;
        Long lagMs = watermark == null ? null : now - watermark;
        String reason = why == null ? null : why.words();
        return new ClockHealth(state, movedAt, now, watermark, lagMs, reason, why);
    }
}
