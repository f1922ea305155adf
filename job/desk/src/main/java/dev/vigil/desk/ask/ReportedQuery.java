package dev.vigil.desk.ask;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** What users report of sessions and items, and what people made of it. */
public final class ReportedQuery {
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

    /**
     * The oldest first.
     *
     * @param unseen false for those that a person has looked at, too
     */
    public static ListPage<ReportedRow> page(Handle store, boolean unseen, String after) {
        Conditions wanted =
                new Conditions()
                        .behind(
                                Keyset.parse(
                                        after, Long.class, String.class, Long.class, Long.class),
                                "(r.stored_at, r.subject_id, r.part, r.off) > (?, ?, ?, ?)");
        if (unseen) {
            wanted.add("(t.seen_to is null or r.stored_at > t.seen_to)");
        }
        return ListPage.of(
                wanted.on(
                                store,
                                "select r.subject_id, r.reason_code, r.work_id, r.account_id, r.at,"
                                        + " r.stored_at, r.part, r.off, t.seen_to, t.outcome,"
                                        + " t.decided_by, t.at as seen_at from user_report r"
                                        + " left join user_report_triage t"
                                        + " on t.subject_id = r.subject_id",
                                " order by r.stored_at, r.subject_id, r.part, r.off",
                                ListPage.MOST + 1)
                        .map((row, context) -> reported(row))
                        .list(),
                it -> Keyset.of(it.storedAt(), it.subjectId(), it.partition(), it.offset()));
    }

    private static ReportedRow reported(ResultSet row) throws SQLException {
        Long seenTo = StoredRecords.number(row, "seen_to");
        long storedAt = row.getLong("stored_at");
        return new ReportedRow(
                row.getString("subject_id"),
                row.getString("reason_code"),
                row.getString("work_id"),
                row.getString("account_id"),
                StoredRecords.number(row, "at"),
                storedAt,
                seenTo != null && storedAt <= seenTo,
                StoredRecords.number(row, "seen_at"),
                row.getString("outcome"),
                row.getString("decided_by"),
                row.getLong("part"),
                row.getLong("off"));
    }
}
