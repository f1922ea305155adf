package dev.vigil.desk.ask;

import dev.vigil.client.page.AccountRecords;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Accounts that something counts against, and what is known of one. */
public final class AccountQuery {
    private static final String ACCOUNT =
            "select account_id, step, strikes, pending, offences, warnings, proposal_id,"
                    + " proposal_state, decide_by, next_change_at, ended_at, erased_at, tried, at,"
                    + " off, part from account";

    /** Not decided, and it holds something up, as in alert APPEAL_OPEN: others were refused. */
    private static final String APPEAL_WAITS =
            " outcome is null and (measure_id is not null or exists (select 1 from offence where"
                    + " offence.account_id = appeal.account_id"
                    + " and offence.offence_id = appeal.offence_id and offence.state = 'SUSPENDED'))";

    /** With the time of the first appeal that waits. */
    private static final String APPEALED =
            ACCOUNT.replaceFirst("^select ", "select appealed_at, ")
                    + " join (select account_id as appellant, min(at) as appealed_at from appeal"
                    + " where"
                    + APPEAL_WAITS
                    + " group by account_id) as appealed on appellant = account_id";

    /** What the drawing of an account is made of. */
    private static final List<Topic> SHOWN =
            List.of(
                    Topic.OFFENCES,
                    Topic.STRIKES,
                    Topic.WARNINGS,
                    Topic.RECEIPTS,
                    Topic.APPEALS,
                    Topic.DECISIONS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.DEPARTMENT,
                    Topic.ACCOUNT_STANDINGS);

    /** Of the warnings of a page: a user may answer one several times. */
    private static final int MOST_RECEIPTS = 500;

    private AccountQuery() {}

    /**
     * What is asked for.
     *
     * @param step name of a constant of LadderStep; null for any
     * @param proposed true for those whose end of service a person has to decide
     * @param appealed true for those with an appeal that a person has to decide
     * @param all true for those that nothing counts against too
     */
    public record Wanted(String step, boolean proposed, boolean appealed, boolean all) {}

    /** An account, as of its last standing. */
    public record AccountRow(
            String accountId,
            String step,
            Long strikes,
            Long pending,
            Long offences,
            Long warnings,
            String proposalId,
            String proposalState,
            Long decideBy,
            Long nextChangeAt,
            Long endedAt,
            Long erasedAt,
            boolean isTried,
            Long at) {}

    /** An offence of an account. */
    public record OffenceRow(
            String offenceId,
            String state,
            Long occurredAt,
            Long establishedAt,
            String measure,
            Long changedAt) {}

    /**
     * What an account disputes.
     *
     * @param about the offence or the measure
     * @param outcome null while it is not decided
     */
    public record AppealRow(
            String appealId,
            Long at,
            String about,
            String reasonCode,
            String outcome,
            Long decidedAt,
            String decidedBy) {}

    /** A report to the department. */
    public record ReportRow(
            String reportId,
            Long version,
            String state,
            Long at,
            Long sentAt,
            Long acknowledgedAt) {}

    /** By what is asked for: those to decide by their time, else by step and id. */
    public static ListPage<AccountRow> page(Handle store, Wanted wanted, String after) {
        if (wanted.proposed()) {
            return proposed(store, wanted, after);
        }
        if (wanted.appealed()) {
            return appealed(store, wanted, after);
        }
        boolean isAll = wanted.all() && (wanted.step() == null || wanted.step().equals("S0"));
        return isAll ? all(store, wanted, after) : counted(store, wanted, after);
    }

    private static ListPage<AccountRow> proposed(Handle store, Wanted wanted, String after) {
        return ListPage.of(
                new Conditions()
                        .add("(proposal_state = 'OPEN' or proposal_state = 'DEFERRED')")
                        .add("decide_by is not null")
                        .addIf(wanted.step(), "step = ?")
                        .behind(
                                Keyset.parse(after, Long.class, String.class),
                                "(decide_by, account_id) > (?, ?)")
                        .on(store, ACCOUNT, " order by decide_by, account_id", ListPage.MOST + 1)
                        .map((row, context) -> account(row))
                        .list(),
                it -> Keyset.of(it.decideBy(), it.accountId()));
    }

    /** The account that has waited longest first. */
    private static ListPage<AccountRow> appealed(Handle store, Wanted wanted, String after) {
        ListPage<Appealed> page =
                ListPage.of(
                        new Conditions()
                                .addIf(wanted.step(), "step = ?")
                                .behind(
                                        Keyset.parse(after, Long.class, String.class),
                                        "(appealed_at, account_id) > (?, ?)")
                                .on(
                                        store,
                                        APPEALED,
                                        " order by appealed_at, account_id",
                                        ListPage.MOST + 1)
                                .map((row, of) -> new Appealed(account(row), row.getLong(1)))
                                .list(),
                        it -> Keyset.of(it.at(), it.account().accountId()));
        return new ListPage<>(page.rows().stream().map(Appealed::account).toList(), page.after());
    }

    /** An account and the time of its first appeal that is not decided. */
    private record Appealed(AccountRow account, long at) {}

    /** Of one step only S0, which nearly all are on: the others are all among the counted. */
    private static ListPage<AccountRow> all(Handle store, Wanted wanted, String after) {
        return ListPage.of(
                new Conditions()
                        .addIf(wanted.step(), "step = ?")
                        .behind(Keyset.parse(after, String.class), "account_id > ?")
                        .on(store, ACCOUNT, " order by account_id", ListPage.MOST + 1)
                        .map((row, context) -> account(row))
                        .list(),
                it -> Keyset.of(it.accountId()));
    }

    /** S3 is behind S1, and ENDED before S0: the highest step first, ended accounts last. */
    private static ListPage<AccountRow> counted(Handle store, Wanted wanted, String after) {
        return ListPage.of(
                new Conditions()
                        .add("(step <> 'S0' or offences > 0 or pending > 0)")
                        .addIf(wanted.step(), "step = ?")
                        .behind(
                                Keyset.parse(after, String.class, String.class),
                                "(step, account_id) < (?, ?)")
                        .on(
                                store,
                                ACCOUNT,
                                " order by step desc, account_id desc",
                                ListPage.MOST + 1)
                        .map((row, context) -> account(row))
                        .list(),
                it -> Keyset.of(it.step(), it.accountId()));
    }

    /** How many wait for a decision of a person. */
    public static long proposals(Handle store) {
        return store.createQuery(
                        "select count(*) from account where proposal_state = 'OPEN'"
                                + " or proposal_state = 'DEFERRED'")
                .mapTo(Long.class)
                .one();
    }

    /** How many accounts have an appeal that waits for a decision of a person. */
    public static long appealed(Handle store) {
        return store.createQuery("select count(*) from (" + APPEALED + ") as waiting")
                .mapTo(Long.class)
                .one();
    }

    public static Optional<AccountRow> one(Handle store, String accountId) {
        return new Conditions()
                .add("account_id = ?", accountId)
                .on(store, ACCOUNT, "", 1)
                .map((row, context) -> account(row))
                .findFirst();
    }

    /** The last standing, whole. */
    public static Optional<AccountStanding> standing(Handle store, String accountId) {
        return store.createQuery("select part, off from account where account_id = ?")
                .bind(0, accountId)
                .map((row, context) -> new Long[] {numberOf(row, 1), numberOf(row, 2)})
                .findFirst()
                .flatMap(
                        place ->
                                StoredRecords.at(
                                        store,
                                        Topic.ACCOUNT_STANDINGS.topicName(),
                                        place[0],
                                        place[1]))
                .flatMap(it -> it.as(AccountStanding.class));
    }

    private static Long numberOf(ResultSet row, int column) throws SQLException {
        return StoredRecords.number(row, column);
    }

    private static AccountRow account(ResultSet row) throws SQLException {
        return new AccountRow(
                row.getString("account_id"),
                row.getString("step"),
                StoredRecords.number(row, "strikes"),
                StoredRecords.number(row, "pending"),
                StoredRecords.number(row, "offences"),
                StoredRecords.number(row, "warnings"),
                row.getString("proposal_id"),
                row.getString("proposal_state"),
                StoredRecords.number(row, "decide_by"),
                StoredRecords.number(row, "next_change_at"),
                StoredRecords.number(row, "ended_at"),
                StoredRecords.number(row, "erased_at"),
                row.getLong("tried") == 1,
                StoredRecords.number(row, "at"));
    }

    /** What changed last first, at most 50. */
    public static List<OffenceRow> offences(Handle store, String accountId) {
        return new Conditions()
                .add("account_id = ?", accountId)
                .on(
                        store,
                        "select offence_id, state, occurred_at, established_at, measure,"
                                + " changed_at from offence",
                        " order by changed_at desc, offence_id",
                        ListPage.MOST)
                .map(
                        (row, context) ->
                                new OffenceRow(
                                        row.getString(1),
                                        row.getString(2),
                                        numberOf(row, 3),
                                        numberOf(row, 4),
                                        row.getString(5),
                                        numberOf(row, 6)))
                .list();
    }

    /** Its offences as they last changed, by their ids: of its latest 100 changes. */
    public static Map<String, Offence> grounds(Handle store, String accountId) {
        Map<String, Offence> latest = new LinkedHashMap<>();
        RecordsAbout.latest(
                        store,
                        accountId,
                        Topic.OFFENCES,
                        EventType.OFFENCE_CHANGED,
                        2 * ListPage.MOST)
                .stream()
                .flatMap(it -> it.as(OffenceChanged.class).stream())
                .forEach(it -> latest.putIfAbsent(it.offence().offenceId(), it.offence()));
        return latest;
    }

    /** Undecided ones first, then the latest, at most 50. */
    public static List<AppealRow> appeals(Handle store, String accountId) {
        return new Conditions()
                .add("account_id = ?", accountId)
                .on(
                        store,
                        "select appeal_id, at, coalesce(offence_id, measure_id), reason_code,"
                                + " outcome, decided_at, decided_by from appeal",
                        " order by case when outcome is null then 0 else 1 end, at desc, appeal_id",
                        ListPage.MOST)
                .map(
                        (row, context) ->
                                new AppealRow(
                                        row.getString(1),
                                        numberOf(row, 2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        numberOf(row, 6),
                                        row.getString(7)))
                .list();
    }

    /** Reports to the department, the latest first, at most 50. */
    public static List<ReportRow> reports(Handle store, String accountId) {
        return new Conditions()
                .add("account_id = ?", accountId)
                .on(
                        store,
                        "select report_id, version, state, at, sent_at, acknowledged_at"
                                + " from report",
                        " order by at desc, report_id",
                        ListPage.MOST)
                .map(
                        (row, context) ->
                                new ReportRow(
                                        row.getString(1),
                                        numberOf(row, 2),
                                        row.getString(3),
                                        numberOf(row, 4),
                                        numberOf(row, 5),
                                        numberOf(row, 6)))
                .list();
    }

    /**
     * What became of a warning.
     *
     * @param state the furthest that is known
     */
    public record DeliveryRow(String state, String channel, Long at) {}

    /** By warning, each receipt of those, the earliest first. */
    public static Map<String, List<DeliveryRow>> receipts(
            Handle store, String accountId, List<String> warnings) {
        Map<String, List<DeliveryRow>> receipts = new LinkedHashMap<>();
        if (warnings.isEmpty()) {
            return receipts;
        }
        Object[] ids = warnings.stream().map(StoredText::key).toArray();
        new Conditions()
                .add("warning_id in (" + Conditions.places(warnings) + ")", ids)
                .add("account_id = ?", accountId)
                .on(
                        store,
                        "select warning_id, state, channel, at from warning_receipt",
                        " order by at, part, off",
                        MOST_RECEIPTS)
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getString(1),
                                        new DeliveryRow(
                                                row.getString(2),
                                                row.getString(3),
                                                numberOf(row, 4))))
                .forEach(
                        it ->
                                receipts.computeIfAbsent(it.getKey(), key -> new ArrayList<>())
                                        .add(it.getValue()));
        return receipts;
    }

    /** The last revision of each warning, the latest first, at most 50 records are looked at. */
    public static List<UserWarning> warnings(Handle store, String accountId) {
        Map<String, UserWarning> latest = new LinkedHashMap<>();
        RecordsAbout.latest(store, accountId, Topic.WARNINGS, EventType.USER_WARNING, ListPage.MOST)
                .stream()
                .map(it -> it.as(UserWarning.class))
                .flatMap(Optional::stream)
                .forEach(
                        it ->
                                latest.merge(
                                        it.warningId(),
                                        it,
                                        (one, other) ->
                                                other.revision() > one.revision() ? other : one));
        return List.copyOf(latest.values());
    }

    /** Whose report it is. */
    public static Optional<String> ofReport(Handle store, String reportId) {
        return store.createQuery("select account_id from report where report_id = ?")
                .bind(0, StoredText.key(reportId))
                .mapTo(String.class)
                .findFirst();
    }

    /** What was published of a report, the last at the end, at most 20 records. */
    public static List<DepartmentReport> versions(Handle store, String accountId, String reportId) {
        List<DepartmentReport> latest =
                RecordsAbout.latest(
                                store, accountId, Topic.DEPARTMENT, EventType.DEPARTMENT_REPORT, 20)
                        .stream()
                        .map(it -> it.as(DepartmentReport.class))
                        .flatMap(Optional::stream)
                        .filter(it -> it.reportId().equals(reportId))
                        .toList();
        return latest.stream().sorted(Comparator.comparingLong(DepartmentReport::at)).toList();
    }

    /**
     * What is known of an account for its drawing, in the order of its time.
     *
     * @param most records, the latest
     */
    public static AccountRecords records(Handle store, String accountId, int most) {
        AccountRecords records = new AccountRecords(accountId);
        List<StoredRecord> latest =
                new Conditions()
                        .add("subject = ?", accountId)
                        .add("at is not null")
                        .add(
                                "topic in (" + Conditions.places(SHOWN) + ")",
                                SHOWN.stream().map(Topic::topicName).toArray())
                        .on(
                                store,
                                "select " + StoredRecords.COLUMNS + " from event",
                                " order by at desc, topic desc, part desc, off desc",
                                most)
                        .map((row, context) -> StoredRecords.read(row))
                        .list();
        for (int i = latest.size() - 1; i >= 0; i--) {
            latest.get(i).content().ifPresent(records::add);
        }
        return records;
    }
}
