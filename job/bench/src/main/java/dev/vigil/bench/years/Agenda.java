package dev.vigil.bench.years;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen at which simulated time; things of one time in the order they were put in. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::atMs).thenComparingLong(Entry::number));

    private long numbers;

    /** Something that happens. */
    @FunctionalInterface
    interface Action {
        void happen(long nowMs) throws Exception;
    }

    private record Entry(long atMs, long number, Action action) {}

    void at(long atMs, Action action) {
        entries.add(new Entry(atMs, numbers++, action));
    }

    void every(long fromMs, long periodMs, Action action) {
        at(
                fromMs,
                nowMs -> {
                    action.happen(nowMs);
                    every(nowMs + periodMs, periodMs, action);
                });
    }

    /** When the next thing is to happen. */
    long nextAt() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().atMs();
    }

    void next() throws Exception {
        Entry next = entries.remove();
        next.action().happen(next.atMs());
    }
}
