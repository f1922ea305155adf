package dev.vigil.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Times in ms, sorted. */
public final class Latencies {
    private final long[] sorted;

    public Latencies(Collection<Long> ms) {
        sorted = ms.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    public long percentile(int percent) {
        return sorted.length == 0
                ? Long.MAX_VALUE
                : sorted[(int) ((sorted.length - 1L) * percent / 100)];
    }

    @Override
    public String toString() {
        return sorted.length == 0
                ? "none seen"
                : String.format(
                        Locale.ROOT,
                        "%,d seen: p50 %,d ms, p95 %,d ms, p99 %,d ms, worst %,d ms",
                        sorted.length,
                        percentile(50),
                        percentile(95),
                        percentile(99),
                        Arrays.stream(sorted).max().orElse(0));
    }
}
