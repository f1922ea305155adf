package dev.vigil.desk.ask;

import dev.vigil.desk.ask.AlertRow.AlertKind;
import dev.vigil.desk.ask.AlertRow.Seen;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Alerts of notices, of commands that are not confirmed, and of the ledger. */
public final class AlertQuery {
    private static final long NO_TIME = 9_000_000_000_000_000L;

    /** Acknowledgements that are shown of one list. */
    private static final int MOST_SEEN = 500;

    private static final String COLUMNS =
            "a.alert_key, a.subject, a.generation, a.level, a.severity, a.fires_at, a.told_at,"
                    + " a.due_at, a.ack_by, a.catch_up, a.resolved_at, a.topic, a.part, a.off,"
                    + " case when exists (select 1 from ack k where k.alert_key = a.alert_key)"
                    + " then 1 else 0 end as is_seen,"
                    + " coalesce(a.ack_by, "
                    + NO_TIME
                    + ") as by_when,"
                    + " coalesce(a.fires_at, 0) as since";

    /** Of a notice that is not over only the highest level counts: the ones before it led there. */
    private static final String OF_NOTICES =
            "select "
                    + COLUMNS
                    + " from notice n join alert a on a.alert_key ="
                    + " n.notice_id || '/' || n.generation || '/' || n.last_level"
                    + " where n.is_over = 0 and not exists (select 1 from alert_run r"
                    + " where r.notice_id = a.subject and r.generation = a.generation)";

    private static final String OF_OTHERS =
            "select "
                    + COLUMNS
                    + " from alert a where a.topic in ('media.alerts', 'ledger.alerts')"
                    + " and a.resolved_at is null";

    private AlertQuery() {}

    /** Which alerts a list shows. */
    public enum ShownAlerts {
        /** No person has acknowledged them; those that have to be by a time first. */
        UNSEEN,
        /** Acknowledged, and what they are about is not done. */
        SEEN,
        ALL
    }

    /**
     * Active alerts: those that no person has acknowledged first, by when that is due.
     *
     * @param kind null for all
     * @throws KeysetException where {@code after} is of no such list
     */
    public static ListPage<AlertRow> page(
            Handle store, AlertKind kind, ShownAlerts shown, String after, int most) {
        Keyset from = Keyset.parse(after, Long.class, Long.class, Long.class, String.class);
        Conditions where =
                new Conditions()
                        .behind(
                                from,
                                "(s.is_seen, s.by_when, s.since, s.alert_key) > (?, ?, ?, ?)");
        if (kind != null) {
            where.add("s.topic = ?", topic(kind).topicName());
        }
        if (shown != ShownAlerts.ALL) {
            where.add("s.is_seen = ?", shown == ShownAlerts.SEEN ? 1L : 0L);
        }
        List<Placed> found =
                where.bind(
                                store.createQuery(
                                        "select * from ("
                                                + OF_NOTICES
                                                + " union all "
                                                + OF_OTHERS
                                                + ") s"
                                                + where.sql()
                                                + "order by s.is_seen, s.by_when, s.since,"
                                                + " s.alert_key limit ?"),
                                (long) most + 1)
                        .map((row, context) -> placed(row))
                        .list();
        ListPage<Placed> page = ListPage.of(found, most, Placed::place);
        return new ListPage<>(
                withSeen(store, page.rows().stream().map(Placed::alert).toList()), page.after());
    }

    private record Placed(AlertRow alert, Keyset place) {}

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                row(row),
                Keyset.of(
                        row.getLong("is_seen"),
                        row.getLong("by_when"),
                        row.getLong("since"),
                        row.getString("alert_key")));
    }

    private static Topic topic(AlertKind kind) {
        return switch (kind) {
            case NOTICE -> Topic.ESCALATIONS;
            case COMMAND -> Topic.MEDIA_ALERTS;
            case LEDGER -> Topic.LEDGER_ALERTS;
        };
    }

    private static AlertKind kind(String topic) {
        return Topic.MEDIA_ALERTS.topicName().equals(topic)
                ? AlertKind.COMMAND
                : Topic.LEDGER_ALERTS.topicName().equals(topic)
                        ? AlertKind.LEDGER
                        : AlertKind.NOTICE;
    }

    /** All alerts of a notice, by run of its clock and time: the last ones where there are more. */
    public static List<AlertRow> ofNotice(Handle store, String noticeId, int most) {
        List<AlertRow> rows =
                store.createQuery(
                                "select * from (select "
                                        + COLUMNS
                                        + " from alert a where a.subject = ? and a.topic = ?"
                                        + " order by a.fires_at desc, a.alert_key desc limit ?) s"
                                        + " order by s.generation, s.fires_at, s.alert_key")
                        .bind(0, noticeId)
                        .bind(1, Topic.ESCALATIONS.topicName())
                        .bind(2, (long) most)
                        .map((row, context) -> row(row))
                        .list();
        return withSeen(store, rows);
    }

    /** One of them, also where it is resolved. */
    public static Optional<AlertRow> one(Handle store, String alertKey) {
        List<AlertRow> rows =
                store.createQuery("select " + COLUMNS + " from alert a where a.alert_key = ?")
                        .bind(0, StoredText.key(alertKey))
                        .map((row, context) -> row(row))
                        .list();
        return withSeen(store, rows).stream().findFirst();
    }

    /** The one of a notice that was published last. */
    public static Optional<AlertRow> last(Handle store) {
        return store.createQuery(
                        "select "
                                + COLUMNS
                                + " from alert a where a.topic = ? and a.resolved_at is null"
                                + " order by a.fires_at desc, a.alert_key desc limit 1")
                .bind(0, Topic.ESCALATIONS.topicName())
                .map((row, context) -> row(row))
                .findFirst();
    }

    private static AlertRow row(ResultSet row) throws SQLException {
        String topic = row.getString("topic");
        return new AlertRow(
                row.getString("alert_key"),
                kind(topic),
                row.getString("subject"),
                StoredRecords.number(row, "generation"),
                row.getString("level"),
                row.getString("severity"),
                StoredRecords.number(row, "fires_at"),
                StoredRecords.number(row, "told_at"),
                StoredRecords.number(row, "due_at"),
                StoredRecords.number(row, "ack_by"),
                row.getLong("catch_up") == 1,
                StoredRecords.number(row, "resolved_at"),
                List.of(),
                topic,
                StoredRecords.number(row, "part"),
                StoredRecords.number(row, "off"));
    }

    private record KeyAndSeen(String alertKey, Seen seen) {}

    private static List<AlertRow> withSeen(Handle store, List<AlertRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        List<String> keys = rows.stream().map(AlertRow::alertKey).toList();
        Conditions where =
                new Conditions()
                        .add("alert_key in (" + Conditions.places(keys) + ")", keys.toArray());
        Map<String, List<Seen>> seen =
                where
                        .bind(
                                store.createQuery(
                                        "select alert_key, actor, at, note from ack"
                                                + where.sql()
                                                + "order by at, part, off limit ?"),
                                (long) MOST_SEEN)
                        .map(
                                (row, context) ->
                                        new KeyAndSeen(
                                                row.getString(1),
                                                new Seen(
                                                        row.getString(2),
                                                        StoredRecords.number(row, 3),
                                                        row.getString(4))))
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        KeyAndSeen::alertKey,
                                        Collectors.mapping(KeyAndSeen::seen, Collectors.toList())));
        return rows.stream()
                .map(row -> row.with(seen.getOrDefault(row.alertKey(), List.of())))
                .toList();
    }
}
