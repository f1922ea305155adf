package dev.vigil.desk.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * How long a work was used on a day, in the territory in which it was used most: rows of different
 * territories are of the same sessions and are never added up.
 *
 * @param day as {@code 2026-11-27}
 */
public record UsageDay(String day, String workId, String territory, long usedMs) {
    /** Days of a chart times works of it. */
    private static final int MOST = 5_000;

    /** Of one work: of all of them it is a scan of all rows of a month. */
    public static List<UsageDay> of(Handle store, String workId, String from, String to) {
        return of(
                store,
                " from usage_row x",
                new Conditions().add("x.work_id = ?", workId),
                from,
                to);
    }

    /**
     * Of some rows.
     *
     * @param rows a join of {@code usage_row} as {@code x}
     * @param to the last day
     */
    static List<UsageDay> of(Handle store, String rows, Conditions asked, String from, String to) {
        List<UsageDay> all =
                asked.add("x.day >= ?", from)
                        .add("x.day <= ?", to)
                        .on(
                                store,
                                "select x.day, x.work_id, x.territory, sum(x.used_ms) as used"
                                        + rows,
                                "group by x.day, x.work_id, x.territory"
                                        + " order by x.day, x.work_id, used desc, x.territory",
                                MOST)
                        .map(
                                (row, context) ->
                                        new UsageDay(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getLong(4)))
                        .list();
        List<UsageDay> most = new ArrayList<>();
        for (UsageDay one : all) {
            UsageDay last = most.isEmpty() ? null : most.get(most.size() - 1);
            if (last == null
                    || !Objects.equals(last.day, one.day)
                    || !Objects.equals(last.workId, one.workId)) {
                most.add(one);
            }
        }
        return most;
    }
}
