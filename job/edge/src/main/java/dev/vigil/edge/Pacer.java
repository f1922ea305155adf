package dev.vigil.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets segments out as an encoder would: each when its last sample would have been captured. Waits
 * for points in time, not for lengths, so that delays do not add up.
 */
public final class Pacer {
    /** How to wait; {@link TimeUnit#sleep} outside of tests. */
    @FunctionalInterface
    public interface Sleeper {
        void sleepNanos(long nanos) throws InterruptedException;
    }

    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final long startNanos;

    /** Starts now; {@code nanoTime} is monotonic, as {@link System#nanoTime}. */
    public Pacer(LongSupplier nanoTime, Sleeper sleeper) {
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.startNanos = nanoTime.getAsLong();
    }

    /** On the machine's clock. */
    public static Pacer realtime() {
        return new Pacer(System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** Returns when {@code position} has passed since the start; at once if it has already. */
    public void await(Duration position) throws InterruptedException {
        long due = startNanos + position.toNanos();
        for (long left = due - nanoTime.getAsLong(); left > 0; left = due - nanoTime.getAsLong()) {
            sleeper.sleepNanos(left);
        }
    }
}
