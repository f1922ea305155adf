package dev.vigil.stream.caughtup;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Now, as two of three clocks have it: the wall clock of this machine, that of another one, and
 * this machine's steady clock since they last agreed.
 *
 * <p>Each of them is wrong at times: a wall clock that somebody sets jumps, on either machine, and
 * a steady clock stops while a machine is suspended. The middle one of three is right while no two
 * are wrong alike. Both wall clocks set alike can't be distinguished from the end of a suspension,
 * and are believed. Two of the three run by one crystal: what drifts for days, without NTP,
 * outvotes the other machine, which only {@link #apartMs} shows.
 *
 * <p>Until the other machine has answered, the later of wall and steady clock: no use as T0. Safe
 * for threads.
 */
final class AgreedClock {

    /** One for the process: an operator without a source still has what the sources got. */
    static final AgreedClock HERE = new AgreedClock(System::currentTimeMillis, System::nanoTime);

    private static final Logger LOG = LoggerFactory.getLogger(AgreedClock.class);

    private static final long NANOS = 1_000_000;

    /** More than NTP leaves, less than a deadline's grace. */
    private static final long APART_MS = 1_000;

    private final LongSupplier wallMs;
    private final LongSupplier steadyNanos;

    /** Of both: what is to be added to the steady clock, in ns. */
    private long agreedOffset;

    private long heardOffset;
    private boolean hasHeard;
    private boolean toldApart;

    AgreedClock(LongSupplier wallMs, LongSupplier steadyNanos) {
        this.wallMs = wallMs;
        this.steadyNanos = steadyNanos;
        this.agreedOffset = wallMs.getAsLong() * NANOS - steadyNanos.getAsLong();
    }

    /**
     * The other machine's clock, as it was when it spoke: late by the way to here, never early.
     *
     * @param ms since the epoch
     */
    synchronized void heard(long ms) {
        long steady = steadyNanos.getAsLong();
        heardOffset = ms * NANOS - steady;
        if (!hasHeard) {
            hasHeard = true;
            // Two clocks and no third yet: the earlier one breaches nothing too soon.
            agreedOffset = Math.min(ms, wallMs.getAsLong()) * NANOS - steady;
        }
        tell();
    }

    synchronized long nowMs() {
        return now(wallMs.getAsLong());
    }

    /** The latest that it may be: by it nothing is refused for being ahead of a clock. */
    synchronized long latestMs() {
        long wall = wallMs.getAsLong();
        return Math.max(wall, now(wall));
    }

    /** How far this machine's wall clock is ahead of the other's; negative: behind. */
    synchronized long apartMs() {
        return hasHeard ? wallMs.getAsLong() - heardMs(steadyNanos.getAsLong()) : 0;
    }

    private long heardMs(long steady) {
        return Math.floorDiv(steady + heardOffset, NANOS);
    }

    private long now(long wall) {
        long steady = steadyNanos.getAsLong();
        long kept = Math.floorDiv(steady + agreedOffset, NANOS);
        long now = hasHeard ? middle(wall, kept, heardMs(steady)) : Math.max(wall, kept);
        if (now != kept) {
            // Only then: fractions of a ms would be lost with every call.
            agreedOffset = now * NANOS - steady;
        }
        return now;
    }

    private void tell() {
        long apartMs = apartMs();
        boolean apart = Math.abs(apartMs) > APART_MS;
        if (apart && !toldApart) {
            LOG.warn(
                    "Expected this machine's clock within {} ms of the JobManager's, it is {} ms ahead; check NTP on both machines.",
                    APART_MS,
                    apartMs);
        } else if (!apart && toldApart) {
            LOG.info("This machine's clock and the JobManager's agree again.");
        }
        toldApart = apart;
    }

    private static long middle(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
