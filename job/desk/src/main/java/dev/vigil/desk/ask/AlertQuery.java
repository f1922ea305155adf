package dev.vigil.desk.ask;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.desk.ask.AlertRow.AlertKind;
import dev.vigil.desk.ask.AlertRow.Seen;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Alerts of notices, of commands that are not confirmed, and of the ledger. */
public final class AlertQuery {
    private static final long NO_TIME = 9_000_000_000_000_000L;

    /** Acknowledgements that are shown of one alert, the first of them. */
    private static final int MOST_SEEN = 20;

    private static final String COLUMNS =
            "a.alert_key, a.subject, a.generation, a.level, a.severity, a.fires_at, a.told_at,"
                    + " a.due_at, a.ack_by, a.catch_up, a.resolved_at, a.topic, a.part, a.off";

    private static final String OF_NOTICES =
            "select "
                    + COLUMNS
                    + ", r.last_by as by_when, r.last_since as since"
                    + " from alert_run r join alert a on a.alert_key = r.last_key";

    private static final String OF_OTHERS =
            "select " + COLUMNS + ", " + NO_TIME + " as by_when, a.fires_at as since from alert a";

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
     * Active alerts: those that no person has acknowledged first, by when that is due. Of a notice
     * the highest of each run of its clock that has not ended.
     *
     * @param kind null for all
     * @throws KeysetException where {@code after} is of no such list
     */
    public static ListPage<AlertRow> page(
            Handle store, AlertKind kind, ShownAlerts shown, String after, int most) {
        Keyset from = Keyset.parse(after, Long.class, Long.class, Long.class, String.class);
        List<Placed> found = new ArrayList<>();
        AlertPlace begin = from == null ? AlertPlace.FIRST : AlertPlace.of(from);
        for (boolean isSeen : List.of(false, true)) {
            boolean isWanted = shown == ShownAlerts.ALL || (shown == ShownAlerts.SEEN) == isSeen;
            boolean isBehind = begin.isSeen() && !isSeen;
            if (isWanted && !isBehind && found.size() <= most) {
                AlertPlace behind = begin.isSeen() == isSeen ? begin : AlertPlace.FIRST_SEEN;
                found.addAll(some(store, kind, behind, most + 1 - found.size()));
            }
        }
        ListPage<Placed> page = ListPage.of(found, most, it -> it.place().keyset());
        return new ListPage<>(
                withSeen(store, page.rows().stream().map(Placed::alert).toList()), page.after());
    }

    /** A place in the list; rows of it are behind. */
    private record AlertPlace(boolean isSeen, long byWhen, long since, String alertKey) {
        /** Keys by their bytes, as the databases do. */
        private static final Comparator<AlertPlace> ORDER =
                Comparator.comparing(AlertPlace::byWhen)
                        .thenComparing(AlertPlace::since)
                        .thenComparing(
                                it -> it.alertKey().getBytes(UTF_8), Arrays::compareUnsigned);

        private static final AlertPlace FIRST =
                new AlertPlace(false, Long.MIN_VALUE, Long.MIN_VALUE, "");
        private static final AlertPlace FIRST_SEEN =
                new AlertPlace(true, Long.MIN_VALUE, Long.MIN_VALUE, "");

        static AlertPlace of(Keyset keyset) {
            List<Object> values = keyset.values();
            return new AlertPlace(
                    (Long) values.get(0) != 0,
                    (Long) values.get(1),
                    (Long) values.get(2),
                    (String) values.get(3));
        }

        Keyset keyset() {
            return Keyset.of(isSeen ? 1L : 0L, byWhen, since, alertKey);
        }
    }

    private record Placed(AlertRow alert, AlertPlace place) {}

    /** The first ones behind a place, seen ones or others as it is. */
    private static List<Placed> some(Handle store, AlertKind kind, AlertPlace behind, int most) {
        List<Placed> found = new ArrayList<>();
        for (AlertKind one : kind == null ? AlertKind.values() : new AlertKind[] {kind}) {
            found.addAll(
                    one == AlertKind.NOTICE
                            ? ofNotices(store, behind, most)
                            : ofOthers(store, one, behind, most));
        }
        found.sort(Comparator.comparing(Placed::place, AlertPlace.ORDER));
        return found.subList(0, Math.min(most, found.size()));
    }

    /** The conditions are those of the partial indexes, word by word. */
    private static List<Placed> ofNotices(Handle store, AlertPlace behind, int most) {
        Conditions asked = new Conditions().add("r.outcome is null");
        if (behind.isSeen()) {
            asked.add("r.seen_order >= r.last_order");
        } else {
            asked.add("r.last_key is not null")
                    .add("(r.seen_order is null or r.seen_order < r.last_order)");
        }
        return asked.add(
                        "(r.last_by, r.last_since, r.last_key) > (?, ?, ?)",
                        behind.byWhen(),
                        behind.since(),
                        behind.alertKey())
                .on(store, OF_NOTICES, "order by r.last_by, r.last_since, r.last_key", most)
                .map((row, context) -> placed(row, behind.isSeen()))
                .list();
    }

    /** None of them is to be acknowledged by a time: they are behind all that are. */
    private static List<Placed> ofOthers(
            Handle store, AlertKind kind, AlertPlace behind, int most) {
        String seen = "exists (select 1 from ack k where k.alert_key = a.alert_key)";
        Conditions asked =
                new Conditions()
                        .add("a.topic = ?", topic(kind).topicName())
                        .add("a.resolved_at is null")
                        .add("a.fires_at is not null")
                        .add(behind.isSeen() ? seen : "not " + seen);
        if (behind.byWhen() >= NO_TIME) {
            asked.add("(a.fires_at, a.alert_key) > (?, ?)", behind.since(), behind.alertKey());
        }
        return asked.on(store, OF_OTHERS, "order by a.fires_at, a.alert_key", most)
                .map((row, context) -> placed(row, behind.isSeen()))
                .list();
    }

    private static Placed placed(ResultSet row, boolean isSeen) throws SQLException {
        return new Placed(
                row(row),
                new AlertPlace(
                        isSeen,
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
                                        "select alert_key, actor, at, note from (select ack.*,"
                                                + " row_number() over (partition by alert_key"
                                                + " order by at, part, off) as n from ack"
                                                + where.sql()
                                                + ") k where n <= ? order by at, part, off"),
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
