package dev.vigil.desk.web;

import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all pages show alike, asked of the store once a second, and soon after it is woken: the
 * ages, what waits, what is new. One thread asks, many read.
 *
 * <p>States with other rows than the one before are numbered. A page knows the number that it was
 * made after, so that it misses no news, however long its browser slept and whatever its clock
 * does.
 */
public final class LiveState {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Between two questions, however often it is woken: news of a fifth of a second is one. */
    private static final Duration SOONEST = Duration.ofMillis(200);

    /** What is older than this is not known. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    /** A question that takes longer is one that the store does not answer. */
    private static final Duration ANSWERED = Duration.ofSeconds(3);

    private final LongFunction<Ages> ages;
    private final Supplier<Map<String, Long>> counts;
    private final Supplier<Changes> changes;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final CopyOnWriteArrayList<Consumer<Tick>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore woken = new Semaphore(0);

    /** Numbers of another process are none of this one. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private volatile Tick last;
    private volatile long lastNanos;
    private volatile long askedNanos;
    private Changes unsent = Changes.NONE;
    private boolean areCountsOld = true;
    private long countedNanos;

    /**
     * The state at a moment.
     *
     * @param nowMs UTC epoch ms
     * @param run of this process
     * @param number of the state
     * @param changes since the state {@code number - 1}; none where it is still that one
     */
    public record Tick(
            long nowMs,
            String run,
            long number,
            Ages ages,
            Map<String, Long> counts,
            Changes changes) {
        /** For who begins to listen: what has changed before is not in it. */
        Tick begun(long atMs) {
            return new Tick(atMs, run, number, ages, counts, Changes.NONE);
        }
    }

    /**
     * @param ages at a time, UTC epoch ms
     * @param counts of what waits, by path
     */
    public LiveState(
            LongFunction<Ages> ages,
            Supplier<Map<String, Long>> counts,
            Supplier<Changes> changes,
            InstantSource clock,
            LongSupplier nanos) {
        this.ages = ages;
        this.counts = counts;
        this.changes = changes;
        this.clock = clock;
        this.nanos = nanos;
        last = new Tick(clock.millis(), run, 0, Ages.unknown(), Map.of(), Changes.NONE);
        lastNanos = nanos.getAsLong();
        askedNanos = lastNanos;
    }

    /** Each tick is given to it, by the thread that asks. */
    void listen(Consumer<Tick> listener) {
        listeners.add(listener);
    }

    /** There is news. For any thread. */
    public void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /**
     * Asks until it is interrupted.
     *
     * @param warn gets what failed: then the ages are not known
     */
    public void follow(Consumer<String> warn) throws InterruptedException {
        while (true) {
            try {
                tick();
            } catch (RuntimeException e) {
                // Whatever the store answers: the pages must not look as if it were well.
                warn.accept("asking the store: " + e.getMessage());
                silent();
            }
            Thread.sleep(SOONEST.toMillis());
            boolean isNews =
                    woken.tryAcquire(EVERY.minus(SOONEST).toMillis(), TimeUnit.MILLISECONDS);
            if (isNews) {
                woken.drainPermits();
            }
        }
    }

    /**
     * Looks whether the questions are answered, until it is interrupted: a database that is gone
     * may keep one waiting for long, and pages would take their old ages for new ones.
     */
    public void watch() throws InterruptedException {
        while (true) {
            Thread.sleep(EVERY.toMillis());
            if (nanos.getAsLong() - askedNanos >= ANSWERED.toNanos()) {
                silent();
            }
        }
    }

    private void silent() {
        publish(Ages.ofNoStore(), last.counts(), Changes.NONE);
    }

    /** Asks once. */
    public void tick() {
        askedNanos = nanos.getAsLong();
        // Each is given once: of a question that fails behind it they are in the next tick.
        unsent = unsent.and(changes.get());
        Changes changed = unsent;
        publish(ages.apply(clock.millis()), counts(changed), changed);
        unsent = Changes.NONE;
    }

    /** Counted once a second at most: while the store catches up, each question has news. */
    private Map<String, Long> counts(Changes changed) {
        areCountsOld |= !changed.areNone();
        boolean isDue =
                last.counts().isEmpty() || nanos.getAsLong() - countedNanos >= EVERY.toNanos();
        if (!areCountsOld || !isDue) {
            return last.counts();
        }
        countedNanos = nanos.getAsLong();
        areCountsOld = false;
        return counts.get();
    }

    private synchronized void publish(Ages now, Map<String, Long> waiting, Changes changed) {
        long number = last.number() + (changed.areNone() ? 0 : 1);
        last = new Tick(clock.millis(), run, number, now, waiting, changed);
        lastNanos = nanos.getAsLong();
        listeners.forEach(listener -> listener.accept(last));
    }

    /** The last tick as it is now, for who begins to listen. */
    Tick begun() {
        return last.begun(clock.millis());
    }

    /** Which state it is, {@code RUN.NUMBER}; a page reads it before it asks the store. */
    String mark() {
        Tick now = last;
        return now.run() + "." + now.number();
    }

    Ages ages() {
        boolean isNews = nanos.getAsLong() - lastNanos < NEWS.toNanos();
        return isNews ? last.ages() : Ages.ofNoStore();
    }

    Map<String, Long> counts() {
        return last.counts();
    }
}
