package dev.vigil.desk.ask;

import dev.vigil.desk.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Commands to the platform, on sessions, items and accounts, with what it answered. */
public final class CommandQuery {
    /** A command is repeated for a week; older ones without an answer are not looked for. */
    public static final long OPEN_MS = 8L * 24 * 3_600_000;

    private static final long UNCONFIRMED = 0;
    private static final long OTHERS = 1;

    /** The answer of a command is the one on its own subject, on the topic for its kind. */
    private static final String OWN_ANSWER =
            "a.command_id = c.command_id and a.subject = c.subject and a.topic = case c.topic"
                    + " when 'account.commands' then 'account.confirmations'"
                    + " else case when c.is_item = 1 then 'confirmations'"
                    + " else 'session.confirmations' end end";

    /** A session has one command at a time: a later one takes its place, and is alone repeated. */
    private static final String REPLACED =
            "c.topic = 'commands' and c.is_item = 0 and c.unconfirmed_at is null"
                    + " and a.answer is null and exists (select 1 from command n"
                    + " where n.subject = c.subject and n.issued_at > c.issued_at"
                    + " and n.topic = c.topic and n.is_item = 0)";

    /**
     * Of a command c, in account.confirmations; a lift is no answer to what restricts. One that is
     * known by its alert alone has no subject.
     */
    private static final String CONFIRMED_ON_ACCOUNT =
            "exists (select 1 from command_answer y where y.command_id = c.command_id"
                    + " and y.topic = 'account.confirmations' and y.answer = 'CONFIRMED'"
                    + " and y.subject = coalesce(c.subject, y.subject)"
                    + " and (y.measure <> 'LIFT' or c.command_id like '%/lift'))";

    /**
     * An alert about a command c is active. A ledger job that lost its state publishes no end of an
     * alert that it does not know: what the platform has confirmed meanwhile is over as well.
     */
    static final String IS_UNCONFIRMED =
            "c.unconfirmed_at is not null and c.resolution is null and not " + CONFIRMED_ON_ACCOUNT;

    private static final String COMMAND =
            "select c.command_id, c.topic, c.part, c.off, c.subject, c.of_id, c.measure,"
                    + " c.work_id, c.issued_at, c.deadline, c.attempt, c.reason_code,"
                    + " c.unconfirmed_at, c.failure, c.resolved_at, c.is_item,"
                    + " case when "
                    + REPLACED
                    + " then 'SUPERSEDED' when c.unconfirmed_at is not null and "
                    + CONFIRMED_ON_ACCOUNT
                    + " then 'ENDED' else c.resolution end as resolution,"
                    + " a.answer, a.at as answered_at, a.measure as answer_measure, a.message";

    private static final String ALL =
            COMMAND + " from command c left join command_answer a on " + OWN_ANSWER;

    /** By what waits for an answer: most commands of a week have one. It is the command's own. */
    private static final String OPEN =
            COMMAND + " from command_answer a join command c on c.command_id = a.command_id";

    private CommandQuery() {}

    /** What a command is on. */
    public enum Kind {
        SESSION("c.topic = 'commands' and c.is_item = 0"),
        ITEM("c.topic = 'commands' and c.is_item = 1"),
        ACCOUNT("c.topic = 'account.commands'");

        private final String condition;

        Kind(String condition) {
            this.condition = condition;
        }
    }

    /**
     * What is asked for.
     *
     * @param kind null for any
     * @param open true for those of the last eight days that wait for an answer, and those that an
     *     alert is active for
     */
    public record Wanted(Kind kind, boolean open) {}

    /**
     * A command.
     *
     * @param subject session, item or account
     * @param ofId verdict or notice that it follows from; of an account the command that it lifts;
     *     null for none
     * @param deadline of the last attempt
     * @param unconfirmedAt when an alert about it was due; null where none was
     * @param resolution how that alert ended, or that another command took its place before there
     *     was one; null while an answer is expected
     * @param answer CONFIRMED or FAILED; null where there is none
     */
    public record CommandRow(
            String commandId,
            Kind kind,
            String topic,
            Long partition,
            Long offset,
            String subject,
            String ofId,
            String measure,
            String workId,
            Long issuedAt,
            Long deadline,
            Long attempt,
            String reasonCode,
            Long unconfirmedAt,
            String failure,
            Long resolvedAt,
            String resolution,
            String answer,
            Long answeredAt,
            String answerMeasure,
            String message) {
        /** An alert about it is active: the platform has not confirmed it, however often asked. */
        public boolean isUnconfirmed() {
            return unconfirmedAt != null && resolution == null;
        }
    }

    /** Those that an alert is active for first, the oldest of them first; then the latest. */
    public static ListPage<CommandRow> page(Handle store, Wanted wanted, String after, long nowMs) {
        Keyset place = Keyset.parse(after, Long.class, Long.class, String.class);
        List<CommandRow> rows = new ArrayList<>();
        boolean isAmongOthers = place != null && place.values().get(0).equals(OTHERS);
        if (!isAmongOthers) {
            rows.addAll(unconfirmed(store, wanted, behind(place)));
        }
        if (rows.size() < ListPage.MOST + 1) {
            Keyset from = isAmongOthers ? behind(place) : null;
            rows.addAll(others(store, wanted, from, nowMs, ListPage.MOST + 1 - rows.size()));
        }
        return ListPage.of(
                rows,
                it ->
                        it.isUnconfirmed()
                                ? Keyset.of(UNCONFIRMED, it.unconfirmedAt(), it.commandId())
                                : Keyset.of(OTHERS, it.issuedAt(), it.commandId()));
    }

    private static Keyset behind(Keyset place) {
        return place == null ? null : new Keyset(place.values().subList(1, 3));
    }

    private static List<CommandRow> unconfirmed(Handle store, Wanted wanted, Keyset after) {
        return of(wanted)
                .add(IS_UNCONFIRMED)
                .behind(after, "(c.unconfirmed_at, c.command_id) > (?, ?)")
                .on(store, ALL, " order by c.unconfirmed_at, c.command_id", ListPage.MOST + 1)
                .map((row, context) -> command(row))
                .list();
    }

    private static List<CommandRow> others(
            Handle store, Wanted wanted, Keyset after, long nowMs, int most) {
        Conditions asked = of(wanted).add("not (" + IS_UNCONFIRMED + ")");
        if (wanted.open()) {
            asked.add("a.answer is null")
                    .add("not (" + REPLACED + ")")
                    .add("a.issued_at is not null")
                    .add("a.issued_at > ?", nowMs - OPEN_MS)
                    .behind(after, "(a.issued_at, a.command_id) < (?, ?)");
        } else {
            asked.add("c.issued_at is not null")
                    .behind(after, "(c.issued_at, c.command_id) < (?, ?)");
        }
        String of = wanted.open() ? "a" : "c";
        return asked.on(
                        store,
                        wanted.open() ? OPEN : ALL,
                        " order by " + of + ".issued_at desc, " + of + ".command_id desc",
                        most)
                .map((row, context) -> command(row))
                .list();
    }

    private static Conditions of(Wanted wanted) {
        return wanted.kind() == null
                ? new Conditions()
                : new Conditions().add(wanted.kind().condition);
    }

    /** How many alerts about sessions and items have become due since then and are active. */
    public static long unconfirmedSince(Handle store, long fromMs) {
        return store.createQuery(
                        "select count(*) from command where unconfirmed_at > ?"
                                + " and unconfirmed_at is not null and resolution is null"
                                + " and (topic is null or topic <> 'account.commands')")
                .bind(0, fromMs)
                .mapTo(Long.class)
                .one();
    }

    public static Optional<CommandRow> one(Handle store, String commandId) {
        return new Conditions()
                .add("c.command_id = ?", StoredText.key(commandId))
                .on(store, ALL, "", 1)
                .map((row, context) -> command(row))
                .findFirst();
    }

    /** On a session, an item or an account, the latest first. */
    public static List<CommandRow> on(Handle store, Kind kind, String subject, int most) {
        return new Conditions()
                .add("c.subject = ?", subject)
                .add(kind.condition)
                .on(store, ALL, " order by c.issued_at desc, c.command_id desc", most)
                .map((row, context) -> command(row))
                .list();
    }

    private static CommandRow command(ResultSet row) throws SQLException {
        String topic = row.getString("topic");
        return new CommandRow(
                row.getString("command_id"),
                kind(topic, row.getLong("is_item") == 1),
                topic,
                StoredRecords.number(row, "part"),
                StoredRecords.number(row, "off"),
                row.getString("subject"),
                row.getString("of_id"),
                row.getString("measure"),
                row.getString("work_id"),
                StoredRecords.number(row, "issued_at"),
                StoredRecords.number(row, "deadline"),
                StoredRecords.number(row, "attempt"),
                row.getString("reason_code"),
                StoredRecords.number(row, "unconfirmed_at"),
                row.getString("failure"),
                StoredRecords.number(row, "resolved_at"),
                row.getString("resolution"),
                row.getString("answer"),
                StoredRecords.number(row, "answered_at"),
                row.getString("answer_measure"),
                row.getString("message"));
    }

    /** Null where only the alert about it is known. */
    private static Kind kind(String topic, boolean isItem) {
        if (topic == null) {
            return null;
        } else if (topic.equals("account.commands")) {
            return Kind.ACCOUNT;
        }
        return isItem ? Kind.ITEM : Kind.SESSION;
    }
}
