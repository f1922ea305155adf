package dev.vigil.client.act;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a test says is known; nothing, at first. */
final class TestingFacts implements ActFacts {
    static final long NOW_MS = 1_795_507_200_000L;

    private final Map<String, Set<String>> items = new TreeMap<>();
    private final Map<String, NoticeStatus> statuses = new HashMap<>();
    private final Map<String, List<String>> fired = new HashMap<>();
    private final Map<String, Object> byId = new HashMap<>();
    private final Map<String, Set<String>> references = new HashMap<>();

    /** A notice that was filed, with its items. */
    TestingFacts filed(String noticeId, String... itemIds) {
        items.put(noticeId, new LinkedHashSet<>(List.of(itemIds)));
        return this;
    }

    TestingFacts status(NoticeStatus status) {
        statuses.put(status.noticeId(), status);
        return this;
    }

    TestingFacts fired(String noticeId, String alertKey) {
        fired.computeIfAbsent(noticeId, id -> new ArrayList<>()).add(alertKey);
        return this;
    }

    TestingFacts references(String workId, String... ids) {
        references.put(workId, new TreeSet<>(List.of(ids)));
        return this;
    }

    /** Anything that is asked for by an id. */
    TestingFacts knows(String id, Object fact) {
        byId.put(id, fact);
        return this;
    }

    private <T> Optional<T> find(String id, Class<T> type) {
        return Optional.ofNullable(byId.get(id)).filter(type::isInstance).map(type::cast);
    }

    @Override
    public Optional<Set<String>> items(String noticeId) {
        return Optional.ofNullable(items.get(noticeId));
    }

    @Override
    public List<String> noticesOn(String itemId) {
        return items.entrySet().stream()
                .filter(notice -> notice.getValue().contains(itemId))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Optional<NoticeStatus> status(String noticeId) {
        return Optional.ofNullable(statuses.get(noticeId));
    }

    @Override
    public List<String> alertsOf(String noticeId) {
        return fired.getOrDefault(noticeId, List.of());
    }

    @Override
    public Optional<AlertFacts> alert(String alertKey) {
        return find(alertKey, AlertFacts.class);
    }

    @Override
    public Optional<EnforcementCommand> command(String commandOrSession) {
        return find(commandOrSession, EnforcementCommand.class);
    }

    @Override
    public Optional<ListEntry> entry(String entryId) {
        return find(entryId, ListEntry.class);
    }

    @Override
    public Optional<RegisteredWork> work(String workId) {
        return find(workId, RegisteredWork.class);
    }

    @Override
    public Optional<Authorization> authorization(String authorizationId) {
        return find(authorizationId, Authorization.class);
    }

    @Override
    public Optional<MatchPolicy> policy(String ownerId) {
        return find(ownerId, MatchPolicy.class);
    }

    @Override
    public Optional<RegistrationReceipt> receipt(String workId, String claimant) {
        return find(workId + "/" + claimant, RegistrationReceipt.class);
    }

    @Override
    public Set<String> references(String workId) {
        return references.getOrDefault(workId, Set.of());
    }

    @Override
    public Optional<Proposal> proposal(String accountId) {
        return find(accountId, Proposal.class);
    }

    @Override
    public Optional<DepartmentReport> report(String reportOrAccount) {
        return find(reportOrAccount, DepartmentReport.class);
    }

    @Override
    public Optional<String> accountOfAppeal(String appealId) {
        return find(appealId, String.class);
    }

    @Override
    public Optional<OpenReports> openReports(String subjectId) {
        return find(subjectId, OpenReports.class);
    }

    @Override
    public Optional<SignalStatus> signal(String signalId) {
        return find(signalId, SignalStatus.class);
    }
}
