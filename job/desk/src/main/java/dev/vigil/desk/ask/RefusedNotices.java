package dev.vigil.desk.ask;

import dev.vigil.desk.project.RefusedAtDoors;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Notices whose first record the notice job has refused at its door: its row has that one all the
 * same. A later record of the notice, which is not refused, counts in its place.
 */
public final class RefusedNotices {
    private static final String FIRST = RefusedAtDoors.taken(Topic.NOTICES, "n.r_part", "n.r_off");

    /** By the index of subjects: SQLite would take the key, and read the whole partition. */
    private static final String OTHER =
            "e.subject = n.notice_id and e.topic || '' = '"
                    + Topic.NOTICES.topicName()
                    + "' and e.kind = '"
                    + EventType.NOTICE_RECEIVED.name()
                    + "' and e.problem is null and "
                    + RefusedAtDoors.taken(Topic.NOTICES, "e.part", "e.off");

    /** A condition on a notice n that is received: not all of its records are refused. */
    static final String NOT_REFUSED =
            "(" + FIRST + " or exists (select 1 from event e where " + OTHER + "))";

    /** A condition on a notice n: it was filed, as the job has answered or may yet. */
    public static final String FILED =
            "n.r_off is not null and (n.s_off is not null or " + NOT_REFUSED + ")";

    private RefusedNotices() {}

    /** The record that counts in place of the first one; empty where that one does. */
    static Optional<StoredRecord> other(Handle store, String noticeId) {
        return store.createQuery(
                        "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor, e.body,"
                                + " e.problem from notice n join event e on "
                                + OTHER
                                + " where n.notice_id = ? and not "
                                + FIRST
                                + " order by e.off limit 1")
                .bind(0, noticeId)
                .map((row, context) -> StoredRecords.read(row))
                .findFirst();
    }

    /** The same rows, each with what the record has that counts. */
    static List<QueueRow> corrected(Handle store, List<QueueRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        List<String> ids = rows.stream().map(QueueRow::noticeId).toList();
        Set<String> refused =
                new HashSet<>(
                        new Conditions()
                                .add(
                                        "n.notice_id in (" + Conditions.places(ids) + ")",
                                        ids.toArray())
                                .add("not " + FIRST)
                                .on(store, "select n.notice_id from notice n", "", ids.size())
                                .mapTo(String.class)
                                .list());
        return rows.stream()
                .map(row -> refused.contains(row.noticeId()) ? corrected(store, row) : row)
                .toList();
    }

    private static QueueRow corrected(Handle store, QueueRow row) {
        return other(store, row.noticeId())
                .flatMap(it -> it.as(NoticeReceived.class))
                .map(row::received)
                .orElse(row);
    }
}
