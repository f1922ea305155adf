package dev.vigil.figures;

import dev.vigil.figures.DurationBuckets.Percentiles;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Figures of a time, as sums of those of its days.
 *
 * @param sums by kind and dimension, in order
 * @param unseen days of which not all was read: what happened then is not in the sums, or in part
 */
public record FigureSums(LocalDate from, LocalDate to, List<Sum> sums, List<LocalDate> unseen) {
    /**
     * A figure.
     *
     * @param percentiles null where it is no time
     */
    public record Sum(FigureKind kind, String dimension, long count, Percentiles percentiles) {}

    /**
     * @param from first day
     * @param to last day
     * @param daily the last record of each key, of any days
     * @param seen days of which all was read
     */
    public static FigureSums of(
            LocalDate from, LocalDate to, Map<FigureKey, Long> daily, Set<LocalDate> seen) {
        Map<FigureKind, Map<String, Long>> counts = new TreeMap<>();
        daily.forEach(
                (key, count) -> {
                    LocalDate day = LocalDate.parse(key.day());
                    if (!day.isBefore(from) && !day.isAfter(to)) {
                        counts.computeIfAbsent(key.kind(), k -> new TreeMap<>())
                                .merge(key.dimension(), count, Long::sum);
                    }
                });
        List<Sum> sums = new ArrayList<>();
        counts.forEach(
                (kind, by) -> {
                    if (kind.isDuration()) {
                        sums.addAll(times(kind, by));
                    } else {
                        by.forEach((what, count) -> sums.add(new Sum(kind, what, count, null)));
                    }
                });
        return new FigureSums(from, to, List.copyOf(sums), unseen(from, to, seen));
    }

    private static List<Sum> times(FigureKind kind, Map<String, Long> buckets) {
        Map<String, Map<String, Long>> byDimension = new TreeMap<>();
        buckets.forEach(
                (bucket, count) ->
                        byDimension
                                .computeIfAbsent(
                                        DurationBuckets.dimension(bucket), d -> new TreeMap<>())
                                .put(bucket, count));
        List<Sum> sums = new ArrayList<>();
        byDimension.forEach(
                (dimension, counts) -> {
                    Percentiles its = DurationBuckets.percentiles(counts);
                    sums.add(new Sum(kind, dimension, its.count(), its));
                });
        return sums;
    }

    private static List<LocalDate> unseen(LocalDate from, LocalDate to, Set<LocalDate> seen) {
        return from.datesUntil(to.plusDays(1)).filter(day -> !seen.contains(day)).toList();
    }

    /** True where all of its days were seen. */
    public boolean isWhole() {
        return unseen.isEmpty();
    }
}
