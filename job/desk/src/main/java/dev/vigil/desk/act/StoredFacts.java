package dev.vigil.desk.act;

import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.AlertFacts;
import dev.vigil.client.act.OpenReports;
import dev.vigil.desk.ask.ListQuery;
import dev.vigil.desk.ask.RefusedNotices;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.desk.project.Journal;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What is known when a person acts, as the store has it. */
public final class StoredFacts implements ActFacts {
    private static final int ENTRIES_AT_ONCE = 500;

    private final Handle store;

    /** Those that were asked for beforehand. */
    private final Map<String, Optional<ListEntry>> entries = new HashMap<>();

    private final Map<String, Long> versions = new HashMap<>();

    /**
     * @param store a connection, open as long as this is used
     */
    public StoredFacts(Handle store) {
        this.store = store;
    }

    /** The last records that rows name, of a query for partition and offset. */
    private List<StoredRecord> records(Topic topic, String select, Object... arguments) {
        return store
                .select(select, arguments)
                .map(
                        (row, context) ->
                                new Place(
                                        StoredFacts.number(row.getObject(1)),
                                        StoredFacts.number(row.getObject(2))))
                .list()
                .stream()
                .flatMap(
                        at ->
                                StoredRecords.at(store, topic.topicName(), at.part(), at.off())
                                        .stream())
                .toList();
    }

    private record Place(Long part, Long off) {}

    private static Long number(Object value) {
        return value == null ? null : Long.valueOf(((Number) value).longValue());
    }

    private <T> Optional<T> record(Topic topic, Class<T> type, String select, Object... arguments) {
        return records(topic, select, arguments).stream()
                .flatMap(it -> it.as(type).stream())
                .findFirst();
    }

    private List<String> texts(String select, Object... arguments) {
        return store.select(select, arguments).mapTo(String.class).list();
    }

    @Override
    public Optional<Set<String>> items(String noticeId) {
        List<String> filed =
                texts(
                        "select n.notice_id from notice n where n.notice_id = ? and "
                                + RefusedNotices.FILED,
                        noticeId);
        return filed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LinkedHashSet<>(
                                texts(
                                        "select item_id from notice_item where notice_id = ?"
                                                + " and joined_at is not null"
                                                + " order by joined_at, item_id",
                                        noticeId)));
    }

    @Override
    public List<String> noticesOn(String itemId) {
        return texts(
                "select notice_id from notice_item where item_id = ? and joined_at is not null"
                        + " order by notice_id",
                itemId);
    }

    @Override
    public Optional<NoticeStatus> status(String noticeId) {
        return record(
                Topic.NOTICE_STATUS,
                NoticeStatus.class,
                "select s_part, s_off from notice where notice_id = ?",
                noticeId);
    }

    @Override
    public Optional<String> claimedBy(String noticeId) {
        return texts(
                        "select claimed_by from notice where notice_id = ?"
                                + " and claimed_by is not null",
                        noticeId)
                .stream()
                .findFirst();
    }

    @Override
    public List<String> alertsOf(String noticeId) {
        return texts(
                "select alert_key from alert where subject = ? and topic = ?"
                        + " order by fires_at, alert_key",
                noticeId,
                Topic.ESCALATIONS.topicName());
    }

    @Override
    public Optional<AlertFacts> alert(String alertKey) {
        return store.select(
                        "select alert_key, resolved_at from alert"
                                + " where alert_key = ? and topic <> ?",
                        alertKey,
                        Topic.ESCALATIONS.topicName())
                .map((row, context) -> new AlertFacts(row.getString(1), number(row.getObject(2))))
                .findFirst();
    }

    @Override
    public Optional<EnforcementCommand> command(String commandOrSession) {
        Optional<EnforcementCommand> byId =
                record(
                        Topic.COMMANDS,
                        EnforcementCommand.class,
                        "select part, off from command where command_id = ? and topic = ?",
                        commandOrSession,
                        Topic.COMMANDS.topicName());
        return byId.or(
                () ->
                        record(
                                Topic.COMMANDS,
                                EnforcementCommand.class,
                                "select part, off from command where subject = ? and topic = ?"
                                        + " order by issued_at desc, command_id desc limit 1",
                                commandOrSession,
                                Topic.COMMANDS.topicName()));
    }

    /** The same that asks once for many entries of the list, not for each. */
    StoredFacts knowing(Collection<String> entryIds) {
        List<String> left = List.copyOf(new LinkedHashSet<>(entryIds));
        for (int from = 0; from < left.size(); from += ENTRIES_AT_ONCE) {
            List<String> some = left.subList(from, Math.min(left.size(), from + ENTRIES_AT_ONCE));
            some.forEach(id -> entries.put(id, Optional.empty()));
            Journal.joined(
                    store,
                    "list_version t",
                    Topic.LIST,
                    ListQuery.counts("t") + " and t.entry_id" + among(some),
                    it ->
                            it.as(ListEntry.class)
                                    .ifPresent(one -> entries.put(one.entryId(), Optional.of(one))),
                    some.toArray());
            store.select(
                            "select entry_id, max(version) from list_version where entry_id"
                                    + among(some)
                                    + " group by entry_id",
                            some.toArray())
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(it -> versions.put(it.getKey(), it.getValue()));
        }
        return this;
    }

    private static String among(List<String> some) {
        return " in (" + "?,".repeat(some.size() - 1) + "?)";
    }

    @Override
    public Optional<ListEntry> entry(String entryId) {
        Optional<ListEntry> known = entries.get(entryId);
        if (known != null) {
            return known;
        }
        return record(
                Topic.LIST,
                ListEntry.class,
                "select v.part, v.off from list_version v where v.entry_id = ? and "
                        + ListQuery.counts("v"),
                entryId);
    }

    /** The jobs may have refused it: its number is taken all the same. */
    @Override
    public long entryVersion(String entryId) {
        if (entries.containsKey(entryId)) {
            return versions.getOrDefault(entryId, 0L);
        }
        return store.select("select max(version) from list_version where entry_id = ?", entryId)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    @Override
    public Optional<RegisteredWork> work(String workId) {
        return work(Topic.WORKS, workId);
    }

    @Override
    public Optional<RegisteredWork> effectiveWork(String workId) {
        Optional<RegisteredWork> claimed = work(Topic.EFFECTIVE_WORKS, workId);
        return work(workId).map(it -> claimed.map(it::merged).orElse(it)).or(() -> claimed);
    }

    private Optional<RegisteredWork> work(Topic topic, String workId) {
        return record(
                topic,
                RegisteredWork.class,
                "select part, off from work where work_id = ? and topic = ?",
                workId,
                topic.topicName());
    }

    @Override
    public Optional<Authorization> authorization(String authorizationId) {
        return record(
                Topic.AUTHORIZATIONS,
                Authorization.class,
                "select part, off from permission where authorization_id = ?",
                authorizationId);
    }

    @Override
    public Optional<MatchPolicy> policy(String ownerId) {
        return record(
                Topic.POLICIES,
                MatchPolicy.class,
                "select part, off from policy where owner_id = ?",
                ownerId);
    }

    @Override
    public Optional<RegistrationReceipt> receipt(String workId, String claimant) {
        return record(
                Topic.REGISTER,
                RegistrationReceipt.class,
                "select part, off from registration where work_id = ? and claimant = ?",
                workId,
                claimant);
    }

    /** The register may not have answered the last one yet. */
    @Override
    public long claimVersion(String workId, String claimant) {
        return store.select(
                        "select max(version) from (select version from claim"
                                + " where work_id = ? and claimant = ? union all"
                                + " select version from registration"
                                + " where work_id = ? and claimant = ?) v",
                        workId,
                        claimant,
                        workId,
                        claimant)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /** Those whose health was published: of others the store has no record. */
    @Override
    public Set<String> references(String workId) {
        return new LinkedHashSet<>(
                texts(
                        "select reference_id from reference_health where work_id = ?"
                                + " order by reference_id",
                        workId));
    }

    @Override
    public Optional<Proposal> proposal(String accountId) {
        return record(
                        Topic.ACCOUNT_STANDINGS,
                        AccountStanding.class,
                        "select part, off from account where account_id = ?",
                        accountId)
                .map(AccountStanding::proposal);
    }

    @Override
    public Optional<DepartmentReport> report(String reportOrAccount) {
        return record(
                Topic.DEPARTMENT,
                DepartmentReport.class,
                "select part, off from report where report_id = ? or account_id = ?"
                        + " order by case when report_id = ? then 0 else 1 end, at desc limit 1",
                reportOrAccount,
                reportOrAccount,
                reportOrAccount);
    }

    @Override
    public Optional<String> accountOfAppeal(String appealId) {
        return texts(
                        "select account_id from appeal where appeal_id = ? and at is not null"
                                + " order by account_id",
                        appealId)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<OpenReports> openReports(String subjectId) {
        return openReports(subjectId, new OpenReports(1, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    /** Those of them that a page had: who has looked at it since may have decided on them all. */
    Optional<OpenReports> openReports(String subjectId, OpenReports upTo) {
        return store.select(
                        "select count(*), max(r.stored_at), max(r.off) from user_report r"
                                + " left join user_report_triage t on t.subject_id = r.subject_id"
                                + " where r.subject_id = ? and r.stored_at <= ? and r.off <= ?"
                                + " and (t.seen_off is null or r.stored_at > t.seen_to"
                                + " or r.off > t.seen_off)",
                        subjectId,
                        upTo.lastStoredAt(),
                        upTo.lastOffset())
                .map(
                        (row, context) ->
                                new OpenReports(row.getInt(1), row.getLong(2), row.getLong(3)))
                .findFirst()
                .filter(it -> it.count() > 0);
    }

    @Override
    public Optional<SignalStatus> signal(String signalId) {
        return record(
                Topic.SIGNAL_STATES,
                SignalStatus.class,
                "select part, off from signal where signal_id = ?",
                signalId);
    }
}
