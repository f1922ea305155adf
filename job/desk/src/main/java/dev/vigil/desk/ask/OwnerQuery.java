package dev.vigil.desk.ask;

import dev.vigil.desk.ask.WorkQuery.HealthRow;
import dev.vigil.desk.ask.WorkQuery.MonthRow;
import dev.vigil.desk.ask.WorkQuery.RegistrationRow;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.usage.UsageRow;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * What is one party's. Each statement has the party as a condition, so that no page of an owner
 * shows what is another's, whatever it is asked for; without a party each finds nothing.
 */
public final class OwnerQuery {
    /** Rows of a statement; a month of one owner with a thousand works is less. */
    public static final int MOST_OF_STATEMENT = 50_000;

    private static final int MOST = ListPage.MOST;

    /** Ids of one statement. */
    private static final int MOST_AT_ONCE = 500;

    /** Items of a notice that are shown. */
    private static final int MOST_ITEMS = 200;

    /** Sorts behind every day of a month. */
    private static final String END = "~";

    private static final String RECORD =
            "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor, e.body, e.problem";

    /** The owners that claims make count where there are such, those of the desk elsewhere. */
    private static final String OWNED =
            " from work_owner o join work w on w.work_id = o.work_id and w.topic = o.topic"
                    + " and w.off = o.off and (w.topic = 'works.effective' or not exists"
                    + " (select 1 from work c where c.work_id = w.work_id"
                    + " and c.topic = 'works.effective' and c.claims_revision > 0))";

    private static final String SHARE =
            " from usage_share s join usage_row x on x.row_id = s.row_id and x.off = s.off";

    /** A condition on a row x of {@code usage_row}. */
    private static final String HAS_SHARE =
            "x.off = (select s.off from usage_share s where s.row_id = x.row_id"
                    + " and s.owner_id = ?)";

    private static final String OF_CONFLICT =
            " from conflict_party p join conflict x on x.work_id = p.work_id"
                    + " and x.conflict_id = p.conflict_id and x.off = p.off";

    private static final String IS_OPEN = "(x.state = 'OPEN' or x.state = 'EXPIRED')";

    private final Handle store;
    private final String party;

    /**
     * @param party null for none
     */
    public OwnerQuery(Handle store, String party) {
        this.store = store;
        this.party = party;
    }

    /** The condition that every statement has. */
    private Conditions mine(String column) {
        return party == null
                ? new Conditions().add("1 = 0")
                : new Conditions().add(column + " = ?", party);
    }

    private String owns(String workId) {
        return "exists (select 1" + OWNED + " where o.work_id = " + workId + " and o.owner_id = ?)";
    }

    private Conditions ofWork(String column) {
        return party == null
                ? new Conditions().add("1 = 0")
                : new Conditions().add(owns(column), party);
    }

    private static String event(String topic) {
        return " join event e on e.topic = '" + topic + "' and e.part = x.part and e.off = x.off";
    }

    private static <T> List<T> contents(
            Conditions asked, Handle store, String from, String order, int most, Class<T> type) {
        return asked
                .on(store, RECORD + from, order, most)
                // Not all of their bytes at once beside what is read of them.
                .map((row, context) -> StoredRecords.read(row).as(type))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    // Works -----------------------------------------------------------------------------------

    /**
     * A work of the party.
     *
     * @param conflicts that the party is in and that are not over
     * @param quarantined recordings that block no more until a person confirms them
     */
    public record OwnedWork(RegisteredWork work, long conflicts, long quarantined) {}

    /** By id. */
    public ListPage<OwnedWork> works(String after) {
        ListPage<String> ids =
                ListPage.of(
                        mine("o.owner_id")
                                .behind(Keyset.parse(after, String.class), "o.work_id > ?")
                                .on(
                                        store,
                                        "select distinct o.work_id" + OWNED,
                                        "order by o.work_id",
                                        MOST + 1)
                                .mapTo(String.class)
                                .list(),
                        it -> Keyset.of(it));
        Map<String, RegisteredWork> works = works(ids.rows());
        Map<String, Long> conflicts = conflictsOf(ids.rows());
        Map<String, Long> quarantined = quarantinedOf(ids.rows());
        return new ListPage<>(
                works.values().stream()
                        .map(
                                it ->
                                        new OwnedWork(
                                                it,
                                                conflicts.getOrDefault(it.workId(), 0L),
                                                quarantined.getOrDefault(it.workId(), 0L)))
                        .toList(),
                ids.after());
    }

    /** Empty where it is not the party's, be there one or not. */
    public Optional<RegisteredWork> work(String workId) {
        return Optional.ofNullable(works(List.of(StoredText.of(workId))).get(workId));
    }

    private Map<String, RegisteredWork> works(List<String> ids) {
        Map<String, RegisteredWork> works = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return works;
        }
        contents(
                        ofWork("x.work_id")
                                .add(
                                        "x.work_id in (" + Conditions.places(ids) + ")",
                                        ids.toArray()),
                        store,
                        " from work x join event e on e.topic = x.topic and e.part = x.part"
                                + " and e.off = x.off",
                        "order by x.work_id, x.topic",
                        2 * ids.size(),
                        RegisteredWork.class)
                .forEach(it -> works.merge(it.workId(), it, RegisteredWork::merged));
        return works;
    }

    private Map<String, Long> conflictsOf(List<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : counts(
                        mine("p.party")
                                .add(IS_OPEN)
                                .add(
                                        "p.work_id in (" + Conditions.places(ids) + ")",
                                        ids.toArray()),
                        "select p.work_id, count(*)" + OF_CONFLICT,
                        "group by p.work_id",
                        ids.size());
    }

    private Map<String, Long> quarantinedOf(List<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : counts(
                        ofWork("x.work_id")
                                .add("x.state = 'QUARANTINED'")
                                .add(
                                        "x.work_id in (" + Conditions.places(ids) + ")",
                                        ids.toArray()),
                        "select x.work_id, count(*) from reference_health x",
                        "group by x.work_id",
                        ids.size());
    }

    private Map<String, Long> counts(Conditions asked, String select, String order, int most) {
        Map<String, Long> counts = new LinkedHashMap<>();
        asked.on(store, select, order, most)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(it -> counts.put(it.getKey(), it.getValue()));
        return counts;
    }

    /** Recordings of a work of the party, those that block no more first. */
    public List<HealthRow> references(String workId) {
        return ofWork("x.work_id")
                .add("x.work_id = ?", workId)
                .on(
                        store,
                        "select x.reference_id, x.state, x.reason, x.blocked, x.overturned, x.at"
                                + " from reference_health x",
                        "order by case x.state when 'QUARANTINED' then 0 when 'THIN' then 1"
                                + " else 2 end, x.reference_id",
                        MOST)
                .map(
                        (row, context) ->
                                new HealthRow(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        StoredRecords.number(row, 4),
                                        StoredRecords.number(row, 5),
                                        StoredRecords.number(row, 6)))
                .list();
    }

    // Claims and conflicts --------------------------------------------------------------------

    /** What the party claims, by work. */
    public ListPage<WorkClaim> claims(String after) {
        return StoredRecords.page(
                store,
                mine("x.claimant").behind(Keyset.parse(after, String.class), "x.work_id > ?"),
                RECORD + ", x.work_id from claim x" + event("claims"),
                "order by x.work_id",
                WorkClaim.class,
                String.class);
    }

    /** What the register has answered last to the party's claims on these works. */
    public Map<String, RegistrationRow> answers(List<String> works) {
        Map<String, RegistrationRow> answers = new LinkedHashMap<>();
        if (works.isEmpty()) {
            return answers;
        }
        mine("claimant")
                .add("work_id in (" + Conditions.places(works) + ")", works.toArray())
                .on(
                        store,
                        "select work_id, claimant, state, version, reason, at from registration",
                        "order by work_id",
                        works.size())
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getString(1),
                                        new RegistrationRow(
                                                row.getString(2),
                                                row.getString(3),
                                                StoredRecords.number(row, 4),
                                                row.getString(5),
                                                StoredRecords.number(row, 6))))
                .forEach(it -> answers.put(it.getKey(), it.getValue()));
        return answers;
    }

    /**
     * Conflicts that the party is in, by work.
     *
     * @param workId null for any
     * @param open true for those that are not over
     */
    public ListPage<OwnershipConflict> conflicts(String workId, boolean open, String after) {
        Conditions asked =
                mine("p.party")
                        .addIf(workId, "p.work_id = ?")
                        .behind(
                                Keyset.parse(after, String.class, String.class),
                                "(p.work_id, p.conflict_id) > (?, ?)");
        return StoredRecords.page(
                store,
                open ? asked.add(IS_OPEN) : asked,
                RECORD + ", p.work_id, p.conflict_id" + OF_CONFLICT + event("register"),
                "order by p.work_id, p.conflict_id",
                OwnershipConflict.class,
                String.class,
                String.class);
    }

    // Authorizations --------------------------------------------------------------------------

    /** Which of what the party has granted. */
    public enum Granted {
        ALL,
        GIVEN,
        REVOKED
    }

    /**
     * What the party has granted, by id.
     *
     * @param workId null for any
     */
    public ListPage<Authorization> authorizations(String workId, Granted which, String after) {
        Conditions asked =
                mine("x.grantor")
                        .addIf(
                                workId,
                                "exists (select 1 from permission_work w where"
                                        + " w.authorization_id = x.authorization_id"
                                        + " and w.version = x.version and w.work_id = ?)")
                        .behind(Keyset.parse(after, String.class), "x.authorization_id > ?");
        if (which == Granted.GIVEN) {
            asked.add("x.revoked_at is null");
        } else if (which == Granted.REVOKED) {
            asked.add("x.revoked_at is not null");
        }
        return StoredRecords.page(
                store,
                asked,
                RECORD + ", x.authorization_id from permission x" + event("authorizations"),
                "order by x.authorization_id",
                Authorization.class,
                String.class);
    }

    /** Those of them that the party has granted. */
    public Set<String> granted(Collection<String> authorizations) {
        Set<String> granted = new HashSet<>();
        List<String> ids = authorizations.stream().distinct().toList();
        for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE));
            granted.addAll(
                    mine("grantor")
                            .add(
                                    "authorization_id in (" + Conditions.places(some) + ")",
                                    some.toArray())
                            .on(
                                    store,
                                    "select authorization_id from permission",
                                    "order by authorization_id",
                                    some.size())
                            .mapTo(String.class)
                            .list());
        }
        return granted;
    }

    // Notices ---------------------------------------------------------------------------------

    /** What the party has filed, the latest first. */
    public ListPage<QueueRow> notices(String after) {
        return party == null
                ? new ListPage<>(List.of(), null)
                : QueueQuery.ofNotifier(store, party, after, MOST);
    }

    /**
     * A notice of the party.
     *
     * @param received null where the journal no longer has it, or it was erased
     * @param status null where the job has given none yet
     */
    public record OwnedNotice(
            QueueRow row, NoticeReceived received, NoticeStatus status, List<OwnedItem> items) {}

    /**
     * An item of it.
     *
     * @param measure that was confirmed; null for none
     * @param backAt when it was there again; null where it was not
     */
    public record OwnedItem(
            String itemId,
            String locator,
            String state,
            String outcome,
            String measure,
            Long effectiveAt,
            Long backAt) {}

    /** Empty where it is not the party's, be there one or not. */
    public Optional<OwnedNotice> notice(String noticeId) {
        return QueueQuery.ofNotifier(store, noticeId, party == null ? "" : party)
                .filter(row -> row.notifier().equals(party))
                .map(
                        row ->
                                new OwnedNotice(
                                        row,
                                        received(noticeId),
                                        record(noticeId, "notice.status", "s", NoticeStatus.class),
                                        items(noticeId)));
    }

    private NoticeReceived received(String noticeId) {
        return RefusedNotices.other(store, StoredText.key(noticeId))
                .flatMap(it -> it.as(NoticeReceived.class))
                .filter(it -> it.notifier().equals(party))
                .orElseGet(() -> record(noticeId, "notices", "r", NoticeReceived.class));
    }

    private <T> T record(String noticeId, String topic, String columns, Class<T> type) {
        return contents(
                        mine("n.notifier").add("n.notice_id = ?", StoredText.key(noticeId)),
                        store,
                        " from notice n join event e on e.topic = '"
                                + topic
                                + "' and e.part = n."
                                + columns
                                + "_part and e.off = n."
                                + columns
                                + "_off",
                        "",
                        1,
                        type)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private List<OwnedItem> items(String noticeId) {
        return mine("n.notifier")
                .add("n.notice_id = ?", StoredText.key(noticeId))
                .on(
                        store,
                        "select i.item_id, i.locator, i.state, i.outcome, c.measure,"
                                + " c.effective_at, c.back_at from notice n join notice_item i"
                                + " on i.notice_id = n.notice_id left join item c"
                                + " on c.item_id = i.item_id",
                        "order by case when i.state = 'OPEN' then 0 else 1 end, i.item_id",
                        MOST_ITEMS)
                .map(
                        (row, context) ->
                                new OwnedItem(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        StoredRecords.number(row, 6),
                                        StoredRecords.number(row, 7)))
                .list();
    }

    // Usage -----------------------------------------------------------------------------------

    /**
     * Rows that the party has or had a share in, the latest day first. Their place in the list has
     * no id of a row in it: that names an authorization, which may be another owner's.
     *
     * @param month as {@code 2026-11}; null for any
     * @param workId null for any
     */
    public ListPage<UsageRow> usage(String month, String workId, String after) {
        Conditions asked =
                mine("s.owner_id")
                        .addIf(workId, "x.work_id = ?")
                        .behind(
                                Keyset.parse(after, String.class, Long.class, Long.class),
                                "(s.day, x.part, x.off) < (?, ?, ?)");
        if (month != null) {
            asked.add("s.day >= ?", month).add("s.day < ?", month + END);
        }
        return StoredRecords.page(
                store,
                asked,
                RECORD + ", x.day, x.part, x.off" + SHARE + event("usage"),
                "order by s.day desc, x.part desc, x.off desc",
                UsageRow.class,
                String.class,
                Long.class,
                Long.class);
    }

    /**
     * Use by day and work, in the territory that has the most of it: those of different ones are of
     * the same sessions.
     *
     * @param workId null for all
     * @param to the last day
     * @return empty where there are too many rows in that time
     */
    public Optional<DailyUsage> days(String workId, String from, String to) {
        return DailyUsage.of(
                store, SHARE, mine("s.owner_id").addIf(workId, "x.work_id = ?"), from, to);
    }

    /**
     * The last months in which a work was used that the party has a share in, each in the territory
     * that has the most of it.
     */
    public List<MonthRow> months(String workId) {
        return party == null
                ? List.of()
                : WorkQuery.months(
                        store,
                        new Conditions().add(HAS_SHARE, party),
                        SHARE,
                        mine("s.owner_id"),
                        workId);
    }

    /**
     * What a statement of a month is made of: its rows, and earlier ones that have changed since
     * they were settled. Empty where these are more than {@link #MOST_OF_STATEMENT}: none of their
     * records is read then.
     */
    public Optional<List<UsageRow>> ofStatement(YearMonth month) {
        List<Supplier<Conditions>> parts =
                List.of(
                        () ->
                                mine("s.owner_id")
                                        .add("s.day >= ?", month.toString())
                                        .add("s.day < ?", month + END),
                        () ->
                                mine("s.owner_id")
                                        .add("s.day < ?", month.toString())
                                        .add("s.amended = 1"));
        long rows = parts.stream().mapToLong(it -> count(it.get())).sum();
        return rows > MOST_OF_STATEMENT
                ? Optional.empty()
                : Optional.of(parts.stream().flatMap(it -> statement(it.get()).stream()).toList());
    }

    /** As far as it matters. */
    private long count(Conditions asked) {
        return asked
                .on(store, "select s.row_id" + SHARE, "", MOST_OF_STATEMENT + 1)
                .mapTo(String.class)
                .stream()
                .count();
    }

    private List<UsageRow> statement(Conditions asked) {
        return contents(
                asked,
                store,
                SHARE + event("usage"),
                "order by s.day, s.row_id",
                MOST_OF_STATEMENT,
                UsageRow.class);
    }
}
