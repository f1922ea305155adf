package dev.vigil.figures;

import dev.vigil.figures.DurationBuckets.Percentiles;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.figures.TimeBucket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Figures of a time, as sums of those of its days.
 *
 * @param sums by kind and dimension, in order; a kind without one did not happen, as far as it was
 *     seen
 * @param unseen days of which not all was read, of each kind that has some: what happened then is
 *     not in its sums, or in part
 */
public record FigureSums(
        LocalDate from,
        LocalDate to,
        List<Sum> sums,
        SortedMap<FigureKind, List<LocalDate>> unseen) {
    /**
     * A figure.
     *
     * @param percentiles null where it is no time
     */
    public record Sum(FigureKind kind, String dimension, long count, Percentiles percentiles) {}

    /**
     * @param from first day
     * @param to last day
     * @param figures the last record of each, of any days
     * @param days the last record of each day that is over
     */
    public static FigureSums of(
            LocalDate from,
            LocalDate to,
            Collection<DailyFigure> figures,
            Collection<FigureDay> days) {
        Map<FigureKind, SortedMap<String, List<TimeBucket>>> counts =
                new EnumMap<>(FigureKind.class);
        for (DailyFigure figure : figures) {
            LocalDate day = LocalDate.parse(figure.day());
            if (!day.isBefore(from) && !day.isAfter(to)) {
                counts.computeIfAbsent(figure.what(), kind -> new TreeMap<>())
                        .merge(figure.dimension(), buckets(figure), DurationBuckets::plus);
            }
        }
        List<Sum> sums = new ArrayList<>();
        counts.forEach(
                (kind, by) -> by.forEach((what, buckets) -> sums.add(sum(kind, what, buckets))));
        return new FigureSums(from, to, List.copyOf(sums), unseen(from, to, days));
    }

    private static Sum sum(FigureKind kind, String dimension, List<TimeBucket> buckets) {
        return new Sum(
                kind,
                dimension,
                DurationBuckets.count(buckets),
                kind.isDuration() ? DurationBuckets.percentiles(buckets) : null);
    }

    private static List<TimeBucket> buckets(DailyFigure figure) {
        return figure.what().isDuration()
                ? figure.buckets()
                : List.of(new TimeBucket(DurationBuckets.NO_TIME, figure.count()));
    }

    private static SortedMap<FigureKind, List<LocalDate>> unseen(
            LocalDate from, LocalDate to, Collection<FigureDay> days) {
        Map<String, FigureDay> seen = new HashMap<>();
        days.forEach(day -> seen.put(day.day(), day));
        SortedMap<FigureKind, List<LocalDate>> unseen = new TreeMap<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            FigureDay its = seen.get(day.toString());
            for (FigureKind kind : its == null ? List.of(FigureKind.values()) : its.unseen()) {
                unseen.computeIfAbsent(kind, k -> new ArrayList<>()).add(day);
            }
        }
        return unseen;
    }

    /** True where all of its days were seen. */
    public boolean isWhole() {
        return unseen.isEmpty();
    }

    /** Sums of one kind, by dimension. */
    public List<Sum> of(FigureKind kind) {
        return sums.stream().filter(sum -> sum.kind() == kind).toList();
    }
}
