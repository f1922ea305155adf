package dev.vigil.desk.ask;

import dev.vigil.schema.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Sessions that have a verdict: a session in which nothing matched has none. */
public final class SessionQuery {
    /** Verdicts of a session, its other starts, and works of a row. */
    private static final int MOST = 20;

    /** Verdicts of a work that are looked at together. */
    private static final int STEP = 100;

    /** Of a verdict. */
    private static final int MOST_WORKS = 64;

    /** For a page: where a filter leaves few of them, it is shorter than others. */
    private static final int MOST_LOOKED = 4_000;

    /** Sessions that are looked at where those with a match that goes on are asked for. */
    private static final int MOST_OPEN = 5_000;

    private static final String SESSION =
            "select s.session_id, s.start_at, s.last_at, s.kind, s.account_id, s.channel_id,"
                    + " s.title, s.is_open, s.action, s.verdict_id, s.first_at";

    private static final Comparator<SessionRow> LATEST_FIRST =
            Comparator.comparing(SessionRow::lastAt)
                    .thenComparing(SessionRow::verdictId)
                    .reversed();

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
                    sessionId, startAt, kind, accountId, channelId, title, isOpen, ofWork,
                    verdictId, firstAt, judgedAt);
        }
    }

    /** What was decided about a work of a verdict. */
    public record DecidedWork(String workId, String action) {}

    /** The latest first. */
    public static ListPage<SessionRow> page(Handle store, Wanted wanted, String after) {
        return wanted.work() == null
                ? all(store, wanted, after)
                : ofWork(store, wanted, after, "w.work_id", wanted.work());
    }

    /** Of those that an entry of the list decided, the latest first. */
    public static ListPage<SessionRow> decidedBy(Handle store, String entryId, String after) {
        Wanted any = new Wanted(null, null, null, false);
        return ofWork(store, any, after, "w.entry_id", entryId);
    }

    private static ListPage<SessionRow> all(Handle store, Wanted wanted, String after) {
        Conditions asked =
                new Conditions()
                        .addIf(wanted.account(), "s.account_id = ?")
                        .addIf(wanted.action(), "s.action = ?");
        if (wanted.open()) {
            asked.add("s.is_open = 1");
        }
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

    /**
     * By the verdicts that name it, each with its session: it may not be in the session's last. A
     * database can't know how many of a work's verdicts are the last revision and have such a
     * session, and sorts all of them for fifty: so each table is asked by itself.
     */
    private static ListPage<SessionRow> ofWork(
            Handle store, Wanted wanted, String after, String column, String id) {
        NamingVerdicts naming = new NamingVerdicts(store, wanted, column, id);
        Keyset place = Keyset.parse(after, Long.class, String.class);
        return wanted.open() ? naming.open(place) : naming.latest(place);
    }

    /**
     * Verdicts that name a work or an entry.
     *
     * @param column that names it
     */
    private record NamingVerdicts(Handle store, Wanted wanted, String column, String id) {
        /**
         * A revision of a verdict that names it.
         *
         * @param action what was decided about this work, as the row shows it
         */
        private record Naming(String verdictId, long revision, long judgedAt, String action) {
            /** An entry may have been on another work when an earlier revision was made. */
            Naming later(Naming other) {
                return other.revision() > revision ? other : this;
            }
        }

        private record Judged(String verdictId, long judgedAt) {}

        /** Step by step, in the order of the list. */
        ListPage<SessionRow> latest(Keyset from) {
            List<SessionRow> found = new ArrayList<>();
            Keyset place = from;
            for (int looked = 0; looked < MOST_LOOKED; looked += STEP) {
                List<Judged> some = step(place);
                found.addAll(sessions(some.stream().map(Judged::verdictId).toList(), place));
                if (found.size() > ListPage.MOST || some.size() < STEP) {
                    return page(found);
                }
                Judged last = some.get(some.size() - 1);
                place = Keyset.of(last.judgedAt(), last.verdictId());
            }
            // The next page goes on behind what this one has looked at.
            return new ListPage<>(found, place.text());
        }

        /** All verdicts of sessions that are open are fewer than those of a work. */
        ListPage<SessionRow> open(Keyset place) {
            List<String> open =
                    store.createQuery(
                                    "select v.verdict_id from (select session_id, start_at"
                                            + " from session where is_open = 1"
                                            + " order by last_at desc, session_id desc limit ?) s"
                                            + " join verdict v on v.session_id = s.session_id"
                                            + " and v.start_at = s.start_at")
                            .bind(0, (long) MOST_OPEN)
                            .mapTo(String.class)
                            .list();
            List<SessionRow> found = new ArrayList<>();
            for (int i = 0; i < open.size(); i += STEP) {
                found.addAll(sessions(open.subList(i, Math.min(open.size(), i + STEP)), place));
            }
            found.sort(LATEST_FIRST);
            return page(found);
        }

        private static ListPage<SessionRow> page(List<SessionRow> found) {
            return ListPage.of(found, it -> Keyset.of(it.lastAt(), it.verdictId()));
        }

        /** Of an account where one is asked for: most have fewer verdicts than a work. */
        private List<Judged> step(Keyset place) {
            boolean ofAccount = wanted.account() != null;
            String table = ofAccount ? "verdict" : "verdict_work";
            return new Conditions()
                    .add(
                            ofAccount ? "w.account_id = ?" : column + " = ?",
                            ofAccount ? wanted.account() : id)
                    .addIf(ofAccount ? null : wanted.action(), "w.action = ?")
                    .behind(place, "(w.judged_at, w.verdict_id) < (?, ?)")
                    .on(
                            store,
                            "select w.verdict_id, w.judged_at from " + table + " w",
                            " order by w.judged_at desc, w.verdict_id desc",
                            STEP)
                    .map((row, context) -> new Judged(row.getString(1), row.getLong(2)))
                    .list();
        }

        /** Of those verdicts whose last revision names it, in the order of the list. */
        private List<SessionRow> sessions(List<String> ids, Keyset place) {
            Map<String, Naming> naming = naming(ids, place);
            if (naming.isEmpty()) {
                return List.of();
            }
            // By keys alone: with another condition a database may begin at an account's sessions.
            List<SessionRow> found = new ArrayList<>();
            new Conditions()
                    .add(in("v.verdict_id", naming.keySet()), naming.keySet().toArray())
                    .on(
                            store,
                            SESSION.replace("s.verdict_id", "v.verdict_id")
                                    + ", v.revision from verdict v join session s"
                                    + " on s.session_id = v.session_id and s.start_at = v.start_at",
                            "",
                            STEP)
                    .map((row, context) -> Map.entry(row.getLong("revision"), session(row)))
                    .forEach(
                            it -> {
                                Naming by = naming.get(it.getValue().verdictId());
                                if (by.revision() == it.getKey() && isAsked(it.getValue())) {
                                    found.add(it.getValue().decided(by.judgedAt(), by.action()));
                                }
                            });
            found.sort(LATEST_FIRST);
            return found;
        }

        private boolean isAsked(SessionRow session) {
            return (wanted.account() == null || wanted.account().equals(session.accountId()))
                    && (!wanted.open() || session.isOpen());
        }

        private Map<String, Naming> naming(List<String> ids, Keyset place) {
            Map<String, Naming> naming = new HashMap<>();
            if (!ids.isEmpty()) {
                // By the verdicts alone: their work may be in all of its index.
                new Conditions()
                        .add(column + " || '' = ?", id)
                        .add(in("w.verdict_id", ids), ids.toArray())
                        .addIf(wanted.action(), "w.action = ?")
                        .behind(place, "(w.judged_at, w.verdict_id) < (?, ?)")
                        .on(
                                store,
                                "select w.verdict_id, w.revision, w.judged_at, w.action"
                                        + " from verdict_work w",
                                "",
                                ids.size() * MOST_WORKS)
                        .map(
                                (row, context) ->
                                        new Naming(
                                                row.getString(1),
                                                row.getLong(2),
                                                row.getLong(3),
                                                row.getString(4)))
                        .forEach(it -> naming.merge(it.verdictId(), it, Naming::later));
            }
            return naming;
        }
    }

    private static String in(String column, Collection<String> ids) {
        return column + " in (" + Conditions.places(ids) + ")";
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
        new Conditions()
                .add(in("w.verdict_id", verdicts), verdicts.toArray())
                .add("w.revision = v.revision")
                .on(
                        store,
                        "select w.verdict_id, w.work_id, w.action from verdict_work w"
                                + " join verdict v on v.verdict_id = w.verdict_id",
                        " order by w.verdict_id, w.work_id",
                        verdicts.size() * MOST_WORKS)
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
