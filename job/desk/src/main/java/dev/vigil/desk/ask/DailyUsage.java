package dev.vigil.desk.ask;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** Of all works: to sum up so many takes a tenth of a second. */
    private static final int MOST_ROWS = 200_000;

    /** Days of a chart times works of it. */
    private static final int MOST_DAYS = 31 * MOST_WORKS;

    /**
     * Of a work on a day.
     *
     * @param day as {@code 2026-11-27}
     */
    public record UsageDay(String day, String workId, long usedMs) {}

    private record Work(String id, long all) {}

    public DailyUsage {
        works = List.copyOf(works);
        days = List.copyOf(days);
    }

    /**
     * Of one work, or of all.
     *
     * @param workId null for all
     * @param to the last day
     * @return empty where all works have too many rows in that time
     */
    public static Optional<DailyUsage> of(Handle store, String workId, String from, String to) {
        return of(store, workId, from, to, MOST_ROWS);
    }

    static Optional<DailyUsage> of(
            Handle store, String workId, String from, String to, int mostRows) {
        return workId == null && hasMore(store, from, to, mostRows)
                ? Optional.empty()
                : Optional.of(
                        of(
                                store,
                                " from usage_row x",
                                () -> new Conditions().addIf(workId, "x.work_id = ?"),
                                from,
                                to));
    }

    private static boolean hasMore(Handle store, String from, String to, int rows) {
        return store.createQuery(
                                "select count(*) from (select 1 as one from usage_row"
                                        + " where day >= ? and day <= ? limit ?) few")
                        .bind(0, from)
                        .bind(1, to)
                        .bind(2, rows + 1L)
                        .mapTo(Long.class)
                        .one()
                > rows;
    }

    /**
     * Of some rows.
     *
     * @param rows a join of {@code usage_row} as {@code x}
     * @param to the last day
     */
    static DailyUsage of(
            Handle store, String rows, Supplier<Conditions> asked, String from, String to) {
        String most =
                " from (select day, work_id, max(used) as used from (select x.day as day,"
                        + " x.work_id as work_id, x.territory as territory, sum(x.used_ms) as used"
                        + rows;
        String ofDays = "group by x.day, x.work_id, x.territory) t group by day, work_id) d";
        List<Work> works =
                between(asked.get(), from, to)
                        .on(
                                store,
                                "select work_id, sum(used) as total, count(*) over () as works"
                                        + most,
                                ofDays + " group by work_id order by total desc, work_id",
                                MOST_WORKS)
                        .map((row, context) -> new Work(row.getString(1), row.getLong(3)))
                        .list();
        if (works.isEmpty()) {
            return new DailyUsage(List.of(), 0, List.of());
        }
        List<String> ids = works.stream().map(Work::id).toList();
        return new DailyUsage(
                ids,
                works.get(0).all() - ids.size(),
                between(asked.get(), from, to)
                        .add("x.work_id in (" + Conditions.places(ids) + ")", ids.toArray())
                        .on(
                                store,
                                "select day, work_id, used" + most,
                                ofDays + " order by day, work_id",
                                MOST_DAYS)
                        .map(
                                (row, context) ->
                                        new UsageDay(
                                                row.getString(1), row.getString(2), row.getLong(3)))
                        .list());
    }

    private static Conditions between(Conditions asked, String from, String to) {
        return asked.add("x.day >= ?", from).add("x.day <= ?", to);
    }
}
