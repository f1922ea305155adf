package dev.vigil.desk.web;

import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.ask.ChangesQuery.Changes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What all pages show alike, asked of the store once a second: the ages, what waits, what is new.
 * One thread asks, many read.
 */
public final class LiveState {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** What is older than this is not known. */
    private static final Duration NEWS = Duration.ofSeconds(5);

    private final LongFunction<Ages> ages;
    private final Supplier<Map<String, Long>> counts;
    private final Supplier<Changes> changes;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final CopyOnWriteArrayList<Consumer<Tick>> listeners = new CopyOnWriteArrayList<>();
    private volatile Tick last;
    private volatile long lastNanos;

    /** Changes, and when they were noticed, UTC epoch ms. */
    public record News(long atMs, Changes changes) {}

    /**
     * The state at a moment.
     *
     * @param nowMs UTC epoch ms
     * @param news of the last seconds: a page that was made between two ticks misses none
     */
    public record Tick(long nowMs, Ages ages, Map<String, Long> counts, List<News> news) {}

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
        last = silent(Map.of());
        lastNanos = nanos.getAsLong();
    }

    private Tick silent(Map<String, Long> before) {
        return new Tick(clock.millis(), Ages.unknown(), before, List.of());
    }

    /** Each tick is given to it, by the thread that asks. */
    void listen(Consumer<Tick> listener) {
        listeners.add(listener);
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
                publish(silent(last.counts()));
            }
            Thread.sleep(EVERY.toMillis());
        }
    }

    /** Asks once. */
    public void tick() {
        Changes changed = changes.get();
        boolean isFirst = last.counts().isEmpty();
        Map<String, Long> waiting = isFirst || !changed.areNone() ? counts.get() : last.counts();
        long now = clock.millis();
        List<News> news =
                Stream.concat(last.news().stream(), Stream.of(new News(now, changed)))
                        .filter(one -> !one.changes().areNone())
                        .filter(one -> now - one.atMs() < NEWS.toMillis())
                        .toList();
        publish(new Tick(now, ages.apply(now), waiting, news));
    }

    private void publish(Tick tick) {
        last = tick;
        lastNanos = nanos.getAsLong();
        listeners.forEach(listener -> listener.accept(tick));
    }

    Ages ages() {
        boolean isNews = nanos.getAsLong() - lastNanos < NEWS.toNanos();
        return isNews ? last.ages() : Ages.unknown();
    }

    Map<String, Long> counts() {
        return last.counts();
    }
}
