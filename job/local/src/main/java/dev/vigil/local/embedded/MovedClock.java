package dev.vigil.local.embedded;

import dev.vigil.stream.caughtup.WallClock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that begins in the past, runs as the machine's does, and is moved on by leaps until it is
 * the machine's again. One at a time in a process, for the clock that jobs read is a static one.
 */
public final class MovedClock {
    private static final AtomicLong BEHIND_MS = new AtomicLong();

    private MovedClock() {}

    /** Begins there; no job may have read it by then. */
    public static void begin(long nowMs) {
        BEHIND_MS.set(WallClock.SYSTEM.nowMs() - nowMs);
    }

    /** Moves it on; where it is beyond already it goes on. */
    public static void moveTo(long nowMs) {
        long machineMs = WallClock.SYSTEM.nowMs();
        BEHIND_MS.accumulateAndGet(Math.max(0, machineMs - nowMs), Math::min);
    }

    /** The machine's clock from now on. */
    public static void release() {
        BEHIND_MS.set(0);
    }

    /** Read from its own place, not from a copy that travels with a job. */
    public static long nowMs() {
        return WallClock.SYSTEM.nowMs() - BEHIND_MS.get();
    }
}
