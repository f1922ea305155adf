package dev.vigil.desk.ask;

import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Works: what is registered and claimed of them, their recordings, permissions and conflicts. */
public final class WorkQuery {
    private static final int MOST = ListPage.MOST;

    private static final int MOST_MONTHS = 12;

    /** Of ISO 3166, and the rest. */
    private static final int MOST_TERRITORIES = 250;

    /** Notices that a work's open ones are looked for among: a work may have any number. */
    private static final int MOST_NAMING = 500;

    private static final String RECORD =
            "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor, e.body, e.problem";

    private static final String EVENT = " join event e on e.part = x.part and e.off = x.off and ";

    private WorkQuery() {}

    /** Which works. */
    public enum Wanted {
        ALL,
        /** Of which nothing is registered: known from references, verdicts, the list, notices. */
        UNREGISTERED,
        /** With owners whose claims contradict each other. */
        CONFLICT,
        /** With a recording that blocks no more until a person confirms it. */
        QUARANTINED
    }

    /**
     * A work of a list.
     *
     * @param work as it counts; null where none is registered
     * @param conflicts of owners that are not over
     * @param quarantined recordings that block no more
     */
    public record WorkRow(String workId, RegisteredWork work, long conflicts, long quarantined) {}

    /** A recording, as the job last reported it. */
    public record HealthRow(
            String referenceId,
            String state,
            String reason,
            Long blocked,
            Long overturned,
            Long at) {}

    /** What a person found of a recording. */
    public record ReviewRow(
            String referenceId, String outcome, String sessionId, String by, Long at) {
        public boolean isOverturned() {
            return ReviewOutcome.OVERTURNED.name().equals(outcome);
        }
    }

    /** The answer to a claim; to a work of the desk, where the claimant is empty. */
    public record RegistrationRow(
            String claimant, String state, Long version, String reason, Long at) {}

    /** A number of a register that other works have too. */
    public record IdentifierRow(String scheme, String value, boolean isOpen, Long at) {}

    /** Notices that name it. */
    public record NoticeRow(String noticeId, String state, Long dueAt, boolean isOver) {}

    /** Entries of the list on it. */
    public record EntryRow(String entryId, Long version, String listClass, Long withdrawnAt) {}

    /** Used time of a month, of all rights and bases, in one territory. */
    public record MonthRow(String month, long usedMs, long sessions, long held) {
        static MonthRow of(ResultSet row) throws SQLException {
            return new MonthRow(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /** By id. */
    public static ListPage<WorkRow> page(Handle store, Wanted wanted, String after) {
        Keyset behind = Keyset.parse(after, String.class);
        ListPage<String> ids =
                wanted == Wanted.UNREGISTERED
                        ? UnregisteredWorks.page(store, behind)
                        : ids(store, wanted, behind);
        return new ListPage<>(rows(store, ids.rows()), ids.after());
    }

    private static ListPage<String> ids(Handle store, Wanted wanted, Keyset behind) {
        Conditions asked = new Conditions().behind(behind, "work_id > ?");
        String from =
                switch (wanted) {
                    case ALL, UNREGISTERED -> "work";
                    case CONFLICT -> "conflict";
                    case QUARANTINED -> "reference_health";
                };
        if (wanted == Wanted.CONFLICT) {
            asked.add("(state = 'OPEN' or state = 'EXPIRED')");
        } else if (wanted == Wanted.QUARANTINED) {
            asked.add("state = 'QUARANTINED'");
        }
        return ListPage.of(
                asked.on(
                                store,
                                "select distinct work_id from " + from,
                                " order by work_id",
                                ListPage.MOST + 1)
                        .mapTo(String.class)
                        .list(),
                it -> Keyset.of(it));
    }

    private static List<WorkRow> rows(Handle store, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, RegisteredWork> works = works(store, ids);
        Map<String, Long> conflicts =
                counts(store, "conflict", ids, "(state = 'OPEN' or state = 'EXPIRED')");
        Map<String, Long> quarantined =
                counts(store, "reference_health", ids, "state = 'QUARANTINED'");
        return ids.stream()
                .map(
                        id ->
                                new WorkRow(
                                        id,
                                        works.get(id),
                                        conflicts.getOrDefault(id, 0L),
                                        quarantined.getOrDefault(id, 0L)))
                .toList();
    }

    private static Map<String, Long> counts(
            Handle store, String table, List<String> ids, String condition) {
        Map<String, Long> counts = new LinkedHashMap<>();
        new Conditions()
                .add("work_id in (" + Conditions.places(ids) + ")", ids.toArray())
                .add(condition)
                .on(
                        store,
                        "select work_id, count(*) from " + table,
                        " group by work_id",
                        ids.size())
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(it -> counts.put(it.getKey(), it.getValue()));
        return counts;
    }

    /** By id, each as it counts: made of what the desk registered and of what claims make. */
    public static Map<String, RegisteredWork> works(Handle store, Collection<String> ids) {
        Map<String, RegisteredWork> works = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return works;
        }
        new Conditions()
                        .add("x.work_id in (" + Conditions.places(ids) + ")", ids.toArray())
                        .on(
                                store,
                                RECORD + " from work x" + EVENT + "e.topic = x.topic",
                                "",
                                2 * ids.size())
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> it.as(RegisteredWork.class))
                        .flatMap(Optional::stream)
                        .forEach(it -> works.merge(it.workId(), it, RegisteredWork::merged));
        return works;
    }

    /** How many recordings of any work block no more. */
    public static long quarantined(Handle store) {
        return store.createQuery(
                        "select count(*) from reference_health where state = 'QUARANTINED'")
                .mapTo(Long.class)
                .one();
    }

    public static Optional<RegisteredWork> one(Handle store, String workId) {
        return Optional.ofNullable(works(store, List.of(workId)).get(workId));
    }

    /** Those that are not over first. */
    public static List<OwnershipConflict> conflicts(Handle store, String workId) {
        return contents(
                store,
                "conflict",
                "e.topic = 'register'",
                workId,
                " order by case when x.state = 'OPEN' or x.state = 'EXPIRED' then 0 else 1 end,"
                        + " x.conflict_id",
                OwnershipConflict.class);
    }

    /** Those that are not over first. */
    public static List<ReferenceOverlap> overlaps(Handle store, String workId) {
        return contents(
                store,
                "reference_overlap",
                "e.topic = 'reference.health'",
                workId,
                " order by x.is_open desc, x.reference_id, x.overlap_id",
                ReferenceOverlap.class);
    }

    public static List<WorkClaim> claims(Handle store, String workId) {
        return contents(
                store,
                "claim",
                "e.topic = 'claims'",
                workId,
                " order by x.claimant",
                WorkClaim.class);
    }

    private static <T> List<T> contents(
            Handle store, String table, String topic, String workId, String order, Class<T> type) {
        return new Conditions()
                        .add("x.work_id = ?", workId)
                        .on(store, RECORD + " from " + table + " x" + EVENT + topic, order, MOST)
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> it.as(type))
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** Those that were not revoked first, then the latest. */
    public static List<Authorization> authorizations(Handle store, String workId) {
        return new Conditions()
                        .add("w.work_id = ?", workId)
                        .add("w.version = x.version")
                        .on(
                                store,
                                RECORD
                                        + " from permission_work w join permission x"
                                        + " on x.authorization_id = w.authorization_id"
                                        + EVENT
                                        + "e.topic = 'authorizations'",
                                " order by case when x.revoked_at is null then 0 else 1 end,"
                                        + " x.from_at desc, x.authorization_id",
                                MOST)
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> it.as(Authorization.class))
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** What these owners wish. */
    public static List<MatchPolicy> policies(Handle store, List<String> owners) {
        if (owners.isEmpty()) {
            return List.of();
        }
        return new Conditions()
                        .add("x.owner_id in (" + Conditions.places(owners) + ")", owners.toArray())
                        .on(
                                store,
                                RECORD + " from policy x" + EVENT + "e.topic = 'policies'",
                                " order by x.owner_id",
                                MOST)
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> it.as(MatchPolicy.class))
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** Those that block no more first. */
    public static List<HealthRow> references(Handle store, String workId) {
        return rows(
                store,
                "select reference_id, state, reason, blocked, overturned, at from reference_health",
                workId,
                " order by case state when 'QUARANTINED' then 0 when 'THIN' then 1 else 2 end,"
                        + " reference_id",
                row ->
                        new HealthRow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                StoredRecords.number(row, 4),
                                StoredRecords.number(row, 5),
                                StoredRecords.number(row, 6)));
    }

    /** The latest first. */
    public static List<ReviewRow> reviews(Handle store, String workId) {
        return rows(
                store,
                "select reference_id, outcome, session_id, reviewed_by, at from review",
                workId,
                " order by at desc, part desc, off desc",
                row ->
                        new ReviewRow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                StoredRecords.number(row, 5)));
    }

    public static List<RegistrationRow> registrations(Handle store, String workId) {
        return rows(
                store,
                "select claimant, state, version, reason, at from registration",
                workId,
                " order by claimant",
                row ->
                        new RegistrationRow(
                                row.getString(1),
                                row.getString(2),
                                StoredRecords.number(row, 3),
                                row.getString(4),
                                StoredRecords.number(row, 5)));
    }

    public static List<IdentifierRow> identifiers(Handle store, String workId) {
        return rows(
                store,
                "select scheme, value, is_open, at from identifier_conflict",
                workId,
                " order by is_open desc, scheme, value",
                row ->
                        new IdentifierRow(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3) == 1,
                                StoredRecords.number(row, 4)));
    }

    /** Of the last 500 that name it: open ones first, then the latest. */
    public static List<NoticeRow> notices(Handle store, String workId) {
        return store.createQuery(
                        "select distinct n.notice_id, n.state, n.due_at,"
                                + " coalesce(n.is_over, 0) as is_done, n.received_at"
                                + " from (select notice_id from notice_work where work_id = ?"
                                + " order by received_at desc, notice_id desc limit ?) w"
                                + " join notice n on n.notice_id = w.notice_id"
                                + " order by is_done, n.received_at desc, n.notice_id limit ?")
                .bind(0, StoredText.of(workId))
                .bind(1, (long) MOST_NAMING)
                .bind(2, (long) MOST)
                .map(
                        (row, context) ->
                                new NoticeRow(
                                        row.getString(1),
                                        row.getString(2),
                                        StoredRecords.number(row, 3),
                                        row.getLong(4) == 1))
                .list();
    }

    public static List<EntryRow> entries(Handle store, String workId) {
        return new Conditions()
                .add("v.work_id = ?", workId)
                .add(ListQuery.counts("v"))
                .on(
                        store,
                        "select v.entry_id, v.version, v.list_class, v.withdrawn_at"
                                + " from list_version v",
                        "order by case when v.withdrawn_at is null then 0 else 1 end, v.entry_id",
                        MOST)
                .map(
                        (row, context) ->
                                new EntryRow(
                                        row.getString(1),
                                        StoredRecords.number(row, 2),
                                        row.getString(3),
                                        StoredRecords.number(row, 4)))
                .list();
    }

    /** The twelve months up to the last one in which it was used, the latest first. */
    public static List<MonthRow> months(Handle store, String workId) {
        return months(store, new Conditions(), " from usage_row x", new Conditions(), workId);
    }

    /**
     * The same of some of its rows, up to the last of these, each month in the territory that has
     * the most of it: those of different ones are of the same sessions.
     *
     * @param some what these are, of {@code usage_row} as {@code x}: of a join PostgreSQL would
     *     read all rows for the last one
     * @param rows a join of {@code usage_row} as {@code x}
     */
    static List<MonthRow> months(
            Handle store, Conditions some, String rows, Conditions asked, String workId) {
        Optional<String> last =
                some.add("x.work_id = ?", workId)
                        .on(store, "select x.day from usage_row x", "order by x.day desc", 1)
                        .mapTo(String.class)
                        .findFirst();
        if (last.isEmpty()) {
            return List.of();
        }
        YearMonth first = YearMonth.from(LocalDate.parse(last.get())).minusMonths(MOST_MONTHS - 1);
        Map<String, MonthRow> months = new LinkedHashMap<>();
        asked.add("x.work_id = ?", workId)
                .add("x.day >= ?", first.toString())
                .add("x.day <= ?", last.get())
                .on(
                        store,
                        "select substr(x.day, 1, 7) as month, sum(x.used_ms) as used,"
                                + " sum(x.sessions), sum(x.is_held)"
                                + rows,
                        "group by substr(x.day, 1, 7), x.territory"
                                + " order by month desc, used desc, x.territory",
                        MOST_MONTHS * MOST_TERRITORIES)
                .map((row, context) -> MonthRow.of(row))
                .forEach(it -> months.putIfAbsent(it.month(), it));
        return List.copyOf(months.values());
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(
            Handle store, String select, String workId, String order, Reading<T> reading) {
        return new ArrayList<>(
                new Conditions()
                        .add("work_id = ?", workId)
                        .on(store, select, order, MOST)
                        .map((row, context) -> reading.of(row))
                        .list());
    }
}
