package dev.vigil.desk.ask;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What users report of sessions and items, and what people made of it. */
public final class ReportedQuery {
    private static final String SELECT =
            "select r.subject_id, r.reason_code, r.work_id, r.account_id, r.at, r.stored_at, r.part,"
                    + " r.off, t.seen_to, t.seen_off, t.outcome, t.decided_by, t.at as seen_at";

    private ReportedQuery() {}

    /**
     * A report of a user.
     *
     * @param isSeen a person has looked at it, or at a later one of the same subject
     * @param seenAt when; null where none has looked at any of the subject
     */
    public record ReportedRow(
            String subjectId,
            String reasonCode,
            String workId,
            String accountId,
            Long at,
            long storedAt,
            boolean isSeen,
            Long seenAt,
            String outcome,
            String decidedBy,
            long partition,
            long offset) {}

    private record Placed(ReportedRow report, long placeMs) {}

    /**
     * The oldest first; of those that no person has looked at, all of the subject that was reported
     * first.
     *
     * @param unseen false for those that a person has looked at, too
     */
    public static ListPage<ReportedRow> page(Handle store, boolean unseen, String after) {
        Keyset from = Keyset.parse(after, Long.class, String.class, Long.class, Long.class);
        ListPage<Placed> page =
                ListPage.of(
                        unseen ? unseen(store, from) : all(store, from),
                        it ->
                                Keyset.of(
                                        it.placeMs(),
                                        it.report().subjectId(),
                                        it.report().partition(),
                                        it.report().offset()));
        return new ListPage<>(page.rows().stream().map(Placed::report).toList(), page.after());
    }

    private static List<Placed> all(Handle store, Keyset from) {
        return new Conditions()
                .behind(from, "(r.stored_at, r.subject_id, r.part, r.off) > (?, ?, ?, ?)")
                .on(
                        store,
                        SELECT
                                + ", r.stored_at as place from user_report r left join"
                                + " user_report_triage t on t.subject_id = r.subject_id",
                        "order by r.stored_at, r.subject_id, r.part, r.off",
                        ListPage.MOST + 1)
                .map((row, context) -> placed(row))
                .list();
    }

    /** By subjects that wait: reports that were looked at are not read. */
    private static List<Placed> unseen(Handle store, Keyset from) {
        Conditions wanted =
                new Conditions()
                        .add("r.subject_id = t.subject_id")
                        .add(
                                "(t.reported_to > coalesce(t.seen_to, -1)"
                                        + " or t.reported_off > coalesce(t.seen_off, -1))")
                        .add(
                                "(t.seen_off is null or r.stored_at > t.seen_to"
                                        + " or r.off > t.seen_off)");
        if (from != null) {
            wanted.add("t.reported_from >= ?", from.values().get(0));
        }
        return wanted.behind(from, "(t.reported_from, t.subject_id, r.part, r.off) > (?, ?, ?, ?)")
                .on(
                        store,
                        SELECT
                                + ", t.reported_from as place from user_report_triage t"
                                // As a cross join SQLite begins with the left one.
                                + " cross join user_report r",
                        "order by t.reported_from, t.subject_id, r.part, r.off",
                        ListPage.MOST + 1)
                .map((row, context) -> placed(row))
                .list();
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(reported(row), row.getLong("place"));
    }

    private static ReportedRow reported(ResultSet row) throws SQLException {
        Long seenOffset = StoredRecords.number(row, "seen_off");
        long storedAt = row.getLong("stored_at");
        long offset = row.getLong("off");
        return new ReportedRow(
                row.getString("subject_id"),
                row.getString("reason_code"),
                row.getString("work_id"),
                row.getString("account_id"),
                StoredRecords.number(row, "at"),
                storedAt,
                seenOffset != null && storedAt <= row.getLong("seen_to") && offset <= seenOffset,
                StoredRecords.number(row, "seen_at"),
                row.getString("outcome"),
                row.getString("decided_by"),
                row.getLong("part"),
                offset);
    }
}
