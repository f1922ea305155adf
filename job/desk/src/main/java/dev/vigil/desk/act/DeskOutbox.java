package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.desk.project.HeaderText;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of the outbox. */
public final class DeskOutbox {
    private DeskOutbox() {}

    /** Of a row that may still be sent. */
    private static final String OPEN = "off is null and refused_at is null";

    /** A clock that was set back must not hold a row up for longer: ms. */
    private static final long LONGEST_WAIT = 60_000;

    /**
     * A row that is not known to be on its topic.
     *
     * @param inDoubt it was sent, and may be there
     * @param fence number of the lease under which it was; 0 where that is not known
     * @param failures how often in a row it could not be sent
     */
    record Waiting(String id, String topic, boolean inDoubt, long fence, long failures) {}

    /**
     * Orders a record, in the transaction of what else the request writes.
     *
     * @return false where the request was there before: nothing is changed
     */
    public static boolean add(Handle store, OutboxRow row) {
        String key = new String(row.key(), StandardCharsets.UTF_8);
        return store.createUpdate(
                                "insert into outbox (id, topic, subject, rec_key, headers, body,"
                                        + " made_at, made_by, n) values (?, ?, ?, ?, ?, ?, ?, ?,"
                                        + " (select coalesce(max(n), 0) + 1 from outbox))"
                                        + " on conflict (id) do nothing")
                        .bind(0, row.id())
                        .bind(1, row.topic())
                        .bind(2, StoredText.key(key))
                        .bind(3, row.key())
                        .bind(4, HeaderText.of(row.headers()))
                        .bind(5, row.body())
                        .bind(6, row.madeAt())
                        .bind(7, row.madeBy())
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

    /**
     * Those that are due, in the order in which they were made: of each key the first one, as what
     * it waits for, the next ones wait for too.
     *
     * @param nowMs by the database's clock
     * @param paused topics that are left out
     */
    static List<Waiting> due(Handle store, long nowMs, List<String> paused, int most) {
        List<String> without = new ArrayList<>(paused);
        // The list must not be empty.
        without.add("");
        return store.createQuery(
                        "select id, topic, tried_at, fence, failures from outbox o where "
                                + OPEN
                                + " and (:now >= next_at or next_at > :never)"
                                + " and topic not in (<paused>)"
                                + " and not exists (select 1 from outbox e where e.topic = o.topic"
                                + " and e.subject = o.subject and e.off is null"
                                + " and e.refused_at is null"
                                + " and (o.n, o.made_at, o.id) > (e.n, e.made_at, e.id))"
                                + " order by n, made_at, id limit :most")
                .bind("now", nowMs)
                .bind("never", nowMs + LONGEST_WAIT)
                .bindList("paused", without)
                .bind("most", (long) most)
                .map(
                        (row, context) ->
                                new Waiting(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getObject(3) != null,
                                        row.getLong(4),
                                        row.getLong(5)))
                .list();
    }

    static OutboxRow row(Handle store, String id) {
        return store.select(
                        "select id, topic, rec_key, headers, body, made_at, made_by from outbox"
                                + " where id = ?",
                        id)
                .map((row, context) -> row(row))
                .one();
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getString(1),
                row.getString(2),
                row.getBytes(3),
                HeaderText.parse(row.getString(4)),
                row.getBytes(5),
                row.getLong(6),
                row.getString(7));
    }

    /**
     * From now on it may be on its topic.
     *
     * @param fence of the lease under which it is sent
     * @param ends where the topics of its answers end now; null where that is not known
     * @return false where another process has the lease, or has tried it
     */
    static boolean tried(
            Handle store, String id, String lease, long fence, long nowMs, AnsweredFrom ends) {
        return store.createUpdate(
                                "update outbox set tried_at = ?, fence = ?, answered_from = ?"
                                        + " where id = ?"
                                        + " and tried_at is null and "
                                        + OPEN
                                        + " and exists (select 1 from lease where name = ?"
                                        + " and lease.fence = ?)")
                        .bind(0, nowMs)
                        .bind(1, fence)
                        .bind(2, ends == null ? null : ends.text())
                        .bind(3, id)
                        .bind(4, lease)
                        .bind(5, fence)
                        .execute()
                == 1;
    }

    /**
     * Rows that are not known to be tried may be on their topics all the same: those of a backup
     * that was made before they were sent.
     *
     * @param beganMs when this process began: what was ordered since is in no backup
     */
    static void doubt(Handle store, long beganMs, long nowMs) {
        store.createUpdate(
                        "update outbox set tried_at = ? where tried_at is null and made_at < ?"
                                + " and "
                                + OPEN)
                .bind(0, nowMs)
                .bind(1, beganMs)
                .execute();
    }

    /**
     * It is known not to be on its topic.
     *
     * @param fence under which it was tried: a later try is not taken back
     */
    static void notSent(Handle store, String id, long fence) {
        store.createUpdate(
                        "update outbox set tried_at = null, fence = null"
                                + " where id = ? and coalesce(fence, 0) = ? and "
                                + OPEN)
                .bind(0, id)
                .bind(1, fence)
                .execute();
    }

    /**
     * It could not be sent, or it is not known whether it was.
     *
     * @param nextMs when it is its turn again, by the database's clock
     * @param failures in a row
     * @param problem why, for people
     */
    static void waits(Handle store, String id, long nextMs, long failures, String problem) {
        store.createUpdate("update outbox set next_at = ?, failures = ?, problem = ? where id = ?")
                .bind(0, nextMs)
                .bind(1, failures)
                .bind(2, StoredText.of(problem))
                .bind(3, id)
                .execute();
    }

    /** The same of one for which nothing has failed. */
    static void later(Handle store, String id, long nextMs) {
        store.createUpdate("update outbox set next_at = ? where id = ?")
                .bind(0, nextMs)
                .bind(1, id)
                .execute();
    }

    /** It is not on its topic, and is not sent again. */
    static void refuse(Handle store, String id, String problem, long nowMs) {
        store.createUpdate(
                        "update outbox set refused_at = ?, problem = ?, tried_at = null"
                                + " where id = ? and off is null")
                .bind(0, nowMs)
                .bind(1, StoredText.of(problem))
                .bind(2, id)
                .execute();
    }

    static void sent(Handle store, String id, RecordPlace place, long nowMs) {
        store.createUpdate(
                        "update outbox set part = ?, off = ?, sent_at = ?, problem = null"
                                + " where id = ?")
                .bind(0, (long) place.partition())
                .bind(1, place.offset())
                .bind(2, nowMs)
                .bind(3, id)
                .execute();
    }

    /** Where the journal has the record of a request. */
    static Optional<RecordPlace> found(Handle store, String topic, String id) {
        return store
                .createQuery(
                        "select part, off from event where topic = ? and ce_id = ?"
                                + " and actor is not null")
                .bind(0, topic)
                .bind(1, id)
                .map((row, context) -> new RecordPlace(topic, row.getInt(1), row.getLong(2)))
                .stream()
                // Not ordered by the database: SQLite would read all of the topic for it.
                .min(
                        Comparator.comparing(RecordPlace::partition)
                                .thenComparing(RecordPlace::offset));
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
