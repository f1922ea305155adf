package dev.vigil.desk.ask;

import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.Topic;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was used of works, by day. */
public final class UsageQuery {
    /** Sorts behind every day of a month. */
    private static final String END = "~";

    private UsageQuery() {}

    /**
     * What is asked for.
     *
     * @param month as {@code 2026-11}; null for any
     * @param work null for any
     * @param held true for rows that are held by a conflict of owners
     */
    public record Wanted(String month, String work, boolean held) {}

    /** The latest day first. */
    public static ListPage<UsageRow> page(Handle store, Wanted wanted, String after) {
        Conditions asked =
                new Conditions()
                        .addIf(wanted.work(), "x.work_id = ?")
                        .behind(
                                Keyset.parse(after, String.class, String.class),
                                "(x.day, x.row_id) < (?, ?)");
        if (wanted.month() != null) {
            asked.add("x.day >= ?", wanted.month()).add("x.day < ?", wanted.month() + END);
        }
        if (wanted.held()) {
            asked.add("x.is_held = 1");
        }
        return ListPage.of(
                asked
                        .on(
                                store,
                                "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at,"
                                        + " e.actor, e.body, e.problem from usage_row x"
                                        + " join event e on e.topic = '"
                                        + Topic.USAGE.topicName()
                                        + "' and e.part = x.part and e.off = x.off",
                                " order by x.day desc, x.row_id desc",
                                ListPage.MOST + 1)
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> it.as(UsageRow.class))
                        .flatMap(Optional::stream)
                        .toList(),
                it -> Keyset.of(it.day(), it.rowId()));
    }
}
