package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.desk.project.HeaderText;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of the outbox. */
public final class DeskOutbox {
    private DeskOutbox() {}

    /**
     * A row that is not known to be on its topic.
     *
     * @param triedAt when it was sent (UTC epoch ms), and may be there since; null where it was not
     */
    record Waiting(OutboxRow row, Long triedAt) {
        boolean inDoubt() {
            return triedAt != null;
        }
    }

    /**
     * Orders a record, in the transaction of what else the request writes.
     *
     * @return false where the request was there before: nothing is changed
     */
    public static boolean add(Handle store, OutboxRow row) {
        return store.createUpdate(
                                "insert into outbox (id, topic, rec_key, headers, body, made_at,"
                                        + " made_by) values (?, ?, ?, ?, ?, ?, ?)"
                                        + " on conflict (id) do nothing")
                        .bind(0, row.id())
                        .bind(1, row.topic())
                        .bind(2, row.key())
                        .bind(3, HeaderText.of(row.headers()))
                        .bind(4, row.body())
                        .bind(5, row.madeAt())
                        .bind(6, row.madeBy())
                        .execute()
                == 1;
    }

    /** Notes what a row is, in the same transaction. */
    static void describe(Handle store, String id, Ordered order) {
        store.createUpdate(
                        "update outbox set deed = ?, subject = ?, answers = ?, approved_by = ?"
                                + " where id = ?")
                .bind(0, order.deed())
                .bind(1, StoredText.key(order.subject()))
                .bind(2, Json.text(order.answers()))
                .bind(3, order.approvedBy())
                .bind(4, id)
                .execute();
    }

    /** In the order in which they were made. */
    static List<Waiting> waiting(Handle store, int most) {
        return store.createQuery(
                        "select id, topic, rec_key, headers, body, made_at, made_by, tried_at"
                                + " from outbox where off is null order by made_at, id limit ?")
                .bind(0, (long) most)
                .map((row, context) -> waiting(row))
                .list();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                new OutboxRow(
                        row.getString(1),
                        row.getString(2),
                        row.getBytes(3),
                        HeaderText.parse(row.getString(4)),
                        row.getBytes(5),
                        row.getLong(6),
                        row.getString(7)),
                row.getObject(8) == null ? null : Long.valueOf(row.getLong(8)));
    }

    /**
     * From now on it may be on its topic.
     *
     * @return false where another process has tried it meanwhile
     */
    static boolean tried(Handle store, String id, long nowMs) {
        return store.createUpdate(
                                "update outbox set tried_at = ? where id = ? and tried_at is null"
                                        + " and off is null")
                        .bind(0, nowMs)
                        .bind(1, id)
                        .execute()
                == 1;
    }

    /**
     * Rows that are not known to be tried may be on their topics all the same: those of a
     * backup that was made before they were sent.
     *
     * @param beganMs when this process began: what was ordered since is in no backup
     */
    static void doubt(Handle store, long beganMs, long nowMs) {
        store.createUpdate(
                        "update outbox set tried_at = ? where tried_at is null and off is null"
                                + " and made_at < ?")
                .bind(0, nowMs)
                .bind(1, beganMs)
                .execute();
    }

    /**
     * It is known not to be on its topic.
     *
     * @param triedAt when it was sent: a later try is not taken back
     */
    static void notSent(Handle store, String id, long triedAt) {
        store.createUpdate("update outbox set tried_at = null where id = ? and tried_at = ?")
                .bind(0, id)
                .bind(1, triedAt)
                .execute();
    }

    static void sent(Handle store, String id, RecordPlace place, long nowMs) {
        store.createUpdate("update outbox set part = ?, off = ?, sent_at = ? where id = ?")
                .bind(0, (long) place.partition())
                .bind(1, place.offset())
                .bind(2, nowMs)
                .bind(3, id)
                .execute();
    }

    /** Where the journal has the record of a request. */
    static Optional<RecordPlace> found(Handle store, String topic, String id) {
        return store.createQuery(
                        "select part, off from event where topic = ? and ce_id = ?"
                                + " and actor is not null order by part, off limit 1")
                .bind(0, topic)
                .bind(1, id)
                .map((row, context) -> new RecordPlace(topic, row.getInt(1), row.getLong(2)))
                .findFirst();
    }

    /** True where the journal has all that is before these offsets. */
    static boolean hasRead(Handle store, String topic, Map<Integer, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(
                        end ->
                                end.getValue() == 0
                                        || store.createQuery(
                                                                "select count(*) from source where"
                                                                        + " topic = ? and part = ?"
                                                                        + " and next_off >= ?")
                                                        .bind(0, topic)
                                                        .bind(1, (long) end.getKey())
                                                        .bind(2, end.getValue())
                                                        .mapTo(Long.class)
                                                        .one()
                                                == 1);
    }
}
