package dev.vigil.bench.desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long calls took, in microseconds. For many threads. */
final class PageTimes {
    private final List<Long> micros = new ArrayList<>();

    synchronized void add(long one) {
        micros.add(one);
    }

    synchronized void addAll(PageTimes others) {
        micros.addAll(others.all());
    }

    private synchronized List<Long> all() {
        return List.copyOf(micros);
    }

    synchronized int calls() {
        return micros.size();
    }

    /** In ms; of none the largest number. */
    synchronized double percentile(double percent) {
        if (micros.isEmpty()) {
            return Double.MAX_VALUE;
        }
        List<Long> sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        return sorted.get((int) Math.round((sorted.size() - 1) * percent / 100)) / 1_000.0;
    }

    @Override
    public String toString() {
        return calls() == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, worst %.0f ms; %,d calls",
                        percentile(50),
                        percentile(95),
                        percentile(99),
                        percentile(100),
                        calls());
    }
}
