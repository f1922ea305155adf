package dev.vigil.desk.ask;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How long works were used by day, each on each day in the territory in which it was used most:
 * rows of different territories are of the same sessions and are never added up.
 *
 * @param works that were used most, the first one the most
 * @param others how many more were used
 * @param days of these works, by day, those with use
 */
public record DailyUsage(List<String> works, long others, List<UsageDay> days) {
    /** Works of a chart: more can't be distinguished. */
    public static final int MOST_WORKS = 6;

    /** Of one work, of all, or of an owner's: to sum up so many takes a quarter of a second. */
    private static final int MOST_ROWS = 200_000;

    /** Rows that are held at once, beside their sums. */
    private static final int FETCHED = 2_000;

    /**
     * Of a work on a day.
     *
     * @param day as {@code 2026-11-27}
     */
    public record UsageDay(String day, String workId, long usedMs) {}

    public DailyUsage {
        works = List.copyOf(works);
        days = List.copyOf(days);
    }

    /**
     * Of one work, or of all.
     *
     * @param workId null for all
     * @param to the last day
     * @return empty where there are too many rows in that time
     */
    public static Optional<DailyUsage> of(Handle store, String workId, String from, String to) {
        return of(store, workId, from, to, MOST_ROWS);
    }

    static Optional<DailyUsage> of(
            Handle store, String workId, String from, String to, int mostRows) {
        Conditions asked = new Conditions().addIf(workId, "x.work_id = ?");
        return of(store, " from usage_row x", asked, from, to, mostRows);
    }

    /**
     * Of some rows.
     *
     * @param rows a join of {@code usage_row} as {@code x}
     * @param to the last day
     * @return empty where there are too many
     */
    static Optional<DailyUsage> of(
            Handle store, String rows, Conditions asked, String from, String to) {
        return of(store, rows, asked, from, to, MOST_ROWS);
    }

    /** Rows are summed up here: a database takes three times as long to group them. */
    private static Optional<DailyUsage> of(
            Handle store, String rows, Conditions asked, String from, String to, int mostRows) {
        UsageSums sums = new UsageSums();
        return store.inTransaction(
                inside ->
                        asked.add("x.day >= ?", from)
                                .add("x.day <= ?", to)
                                .on(
                                        inside,
                                        "select x.day, x.work_id, x.territory, x.used_ms" + rows,
                                        "order by x.day, x.work_id, x.territory",
                                        mostRows + 1)
                                .setFetchSize(FETCHED)
                                .scanResultSet(
                                        (found, context) ->
                                                sums.addAll(found.get()) > mostRows
                                                        ? Optional.empty()
                                                        : Optional.of(sums.most(MOST_WORKS))));
    }
}
