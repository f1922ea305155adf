package dev.vigil.desk.ask;

import dev.vigil.schema.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Sessions that have a verdict: a session in which nothing matched has none. */
public final class SessionQuery {
    /** Verdicts of a session, its other starts, and works of a row. */
    private static final int MOST = 20;

    private static final String SESSION =
            "select s.session_id, s.start_at, s.last_at, s.kind, s.account_id, s.channel_id,"
                    + " s.title, s.is_open, s.action, s.verdict_id, s.first_at";

    private static final String SESSION_OF_WORK =
            " join verdict v on v.verdict_id = w.verdict_id join session s"
                    + " on s.session_id = v.session_id and s.start_at = v.start_at";

    private static final String LATEST = " order by w.judged_at desc, w.verdict_id desc";

    private SessionQuery() {}

    /**
     * What is asked for.
     *
     * @param work null for any
     * @param account null for any
     * @param action name of a constant of Action; null for any
     * @param open true for those with a match that goes on
     */
    public record Wanted(String work, String account, String action, boolean open) {}

    /**
     * A session, as of its last verdict.
     *
     * @param startAt 0 where no start is known
     * @param firstAt first infringing capture
     * @param lastAt when the last revision was made
     */
    public record SessionRow(
            String sessionId,
            long startAt,
            String kind,
            String accountId,
            String channelId,
            String title,
            boolean isOpen,
            String action,
            String verdictId,
            Long firstAt,
            long lastAt) {
        /** As it was decided about one work. */
        private SessionRow decided(long judgedAt, String ofWork) {
            return new SessionRow(
                    sessionId,
                    startAt,
                    kind,
                    accountId,
                    channelId,
                    title,
                    isOpen,
                    ofWork,
                    verdictId,
                    firstAt,
                    judgedAt);
        }
    }

    /** What was decided about a work of a verdict. */
    public record DecidedWork(String workId, String action) {}

    /** The latest first. */
    public static ListPage<SessionRow> page(Handle store, Wanted wanted, String after) {
        return wanted.work() == null
                ? all(store, wanted, after)
                : ofWork(store, wanted, after, "w.work_id = ?", wanted.work());
    }

    /** Of those that an entry of the list decided, the latest first. */
    public static ListPage<SessionRow> decidedBy(Handle store, String entryId, String after) {
        Wanted any = new Wanted(null, null, null, false);
        return ofWork(store, any, after, "w.entry_id = ?", entryId);
    }

    private static ListPage<SessionRow> all(Handle store, Wanted wanted, String after) {
        Conditions asked = asked(wanted).addIf(wanted.action(), "s.action = ?");
        asked.behind(
                Keyset.parse(after, Long.class, String.class, Long.class),
                "(s.last_at, s.session_id, s.start_at) < (?, ?, ?)");
        return ListPage.of(
                asked.on(
                                store,
                                SESSION + " from session s",
                                " order by s.last_at desc, s.session_id desc, s.start_at desc",
                                ListPage.MOST + 1)
                        .map((row, context) -> session(row))
                        .list(),
                it -> Keyset.of(it.lastAt(), it.sessionId(), it.startAt()));
    }

    private static Conditions asked(Wanted wanted) {
        Conditions asked = new Conditions().addIf(wanted.account(), "s.account_id = ?");
        return wanted.open() ? asked.add("s.is_open = 1") : asked;
    }

    /** By the verdicts that name it, each with its session: it may not be in the session's last. */
    private static ListPage<SessionRow> ofWork(
            Handle store, Wanted wanted, String after, String about, String id) {
        Conditions asked =
                asked(wanted)
                        .add(about, id)
                        // What was decided about this work, as the row shows it.
                        .addIf(wanted.action(), "w.action = ?");
        asked.behind(
                Keyset.parse(after, Long.class, String.class),
                "(w.judged_at, w.verdict_id) < (?, ?)");
        boolean isOfSession = wanted.account() != null || wanted.open();
        if (isOfSession) {
            return ListPage.of(
                    joined(store, asked), it -> Keyset.of(it.lastAt(), it.verdictId()));
        }
        ListPage<NamingVerdict> naming =
                ListPage.of(
                        walked(store, asked), it -> Keyset.of(it.judgedAt(), it.verdictId()));
        return new ListPage<>(sessions(store, naming.rows()), naming.after());
    }

    /** A condition on sessions leaves so few that they are sorted. */
    private static List<SessionRow> joined(Handle store, Conditions asked) {
        return asked.add("w.revision = v.revision")
                .on(
                        store,
                        "select s.session_id, s.start_at, w.judged_at as last_at, s.kind,"
                                + " s.account_id, s.channel_id, s.title, s.is_open, w.action,"
                                + " v.verdict_id, s.first_at from verdict_work w"
                                + SESSION_OF_WORK,
                        LATEST,
                        ListPage.MOST + 1)
                .map((row, context) -> session(row))
                .list();
    }

    private record NamingVerdict(String verdictId, long judgedAt, String action) {}

    /**
     * Of a work that a million verdicts name, PostgreSQL would join and sort them all: it takes the
     * columns of a join for independent, so for a few rows. So the index is walked first, as far as
     * the page goes, and no join is offered.
     */
    private static List<NamingVerdict> walked(Handle store, Conditions asked) {
        return asked.add(
                        "w.revision = (select v.revision from verdict v"
                                + " where v.verdict_id = w.verdict_id)")
                .on(
                        store,
                        "select w.verdict_id, w.judged_at, w.action from verdict_work w",
                        LATEST,
                        ListPage.MOST + 1)
                .map(
                        (row, context) ->
                                new NamingVerdict(
                                        row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }

    private static List<SessionRow> sessions(Handle store, List<NamingVerdict> verdicts) {
        if (verdicts.isEmpty()) {
            return List.of();
        }
        Set<String> ids =
                verdicts.stream()
                        .map(NamingVerdict::verdictId)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, SessionRow> found = new HashMap<>();
        new Conditions()
                .add("v.verdict_id in (" + Conditions.places(ids) + ")", ids.toArray())
                .on(
                        store,
                        SESSION.replace("s.verdict_id", "v.verdict_id")
                                + " from verdict v join session s"
                                + " on s.session_id = v.session_id and s.start_at = v.start_at",
                        "",
                        ids.size())
                .map((row, context) -> session(row))
                .forEach(it -> found.put(it.verdictId(), it));
        return verdicts.stream()
                .filter(it -> found.containsKey(it.verdictId()))
                .map(it -> found.get(it.verdictId()).decided(it.judgedAt(), it.action()))
                .toList();
    }

    private static SessionRow session(ResultSet row) throws SQLException {
        return new SessionRow(
                row.getString("session_id"),
                row.getLong("start_at"),
                row.getString("kind"),
                row.getString("account_id"),
                row.getString("channel_id"),
                row.getString("title"),
                row.getLong("is_open") == 1,
                row.getString("action"),
                row.getString("verdict_id"),
                StoredRecords.number(row, "first_at"),
                row.getLong("last_at"));
    }

    /** By verdict, the works of its last revision. */
    public static Map<String, List<DecidedWork>> works(Handle store, List<String> verdicts) {
        Map<String, List<DecidedWork>> works = new LinkedHashMap<>();
        if (verdicts.isEmpty()) {
            return works;
        }
        String in = "w.verdict_id in (" + Conditions.places(verdicts) + ")";
        new Conditions()
                .add(in, verdicts.toArray())
                .add("w.revision = v.revision")
                .on(
                        store,
                        "select w.verdict_id, w.work_id, w.action from verdict_work w"
                                + " join verdict v on v.verdict_id = w.verdict_id",
                        " order by w.verdict_id, w.work_id",
                        verdicts.size() * 64)
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getString(1),
                                        new DecidedWork(row.getString(2), row.getString(3))))
                .forEach(
                        it ->
                                works.computeIfAbsent(it.getKey(), key -> new ArrayList<>())
                                        .add(it.getValue()));
        return works;
    }

    /** Those of an id, the latest first: an id that is used again is another session. */
    public static List<SessionRow> starts(Handle store, String sessionId) {
        return new Conditions()
                .add("s.session_id = ?", sessionId)
                .on(
                        store,
                        SESSION + " from session s",
                        " order by s.last_at desc, s.start_at desc",
                        MOST)
                .map((row, context) -> session(row))
                .list();
    }

    /** The last revision of each verdict on a session, the latest first, at most 20. */
    public static List<Verdict> verdicts(Handle store, String sessionId, long startAt) {
        return new Conditions()
                        .add("v.session_id = ?", sessionId)
                        .add("v.start_at = ?", startAt)
                        .on(
                                store,
                                "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor,"
                                        + " e.body, e.problem from verdict v join event e"
                                        + " on e.topic = 'verdicts' and e.part = v.part"
                                        + " and e.off = v.off",
                                " order by v.judged_at desc, v.verdict_id desc",
                                MOST)
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> it.as(Verdict.class))
                        .flatMap(Optional::stream)
                        .toList();
    }
}
