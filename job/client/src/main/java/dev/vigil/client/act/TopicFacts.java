package dev.vigil.client.act;

import dev.vigil.client.account.Accounts;
import dev.vigil.client.account.UserReports;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.TopicReader;
import dev.vigil.client.list.Listing;
import dev.vigil.client.notice.Register;
import dev.vigil.client.reference.References;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the topics say, read to their ends when it is asked for: for one act, and thrown away. What
 * an act may ask for more than once is kept.
 */
public final class TopicFacts implements ActFacts {
    private final Bus bus;
    private final Authorities authorities;
    private Register register;
    private Map<String, NoticeStatus> statuses;
    private Listing listing;
    private UserReports reports;
    private boolean referencesHidden;

    public TopicFacts(Bus bus) {
        this(bus, Authorities.ANYBODY);
    }

    /**
     * @param authorities whose signatures the jobs ask for: entries that they refuse are left out
     */
    public TopicFacts(Bus bus, Authorities authorities) {
        this.bus = bus;
        this.authorities = authorities;
    }

    private Register register() throws IOException {
        if (register == null) {
            register = Register.read(bus);
        }
        return register;
    }

    @Override
    public Optional<Set<String>> items(String noticeId) throws IOException {
        return register().items(noticeId);
    }

    @Override
    public List<String> noticesOn(String itemId) throws IOException {
        return register().on(itemId);
    }

    @Override
    public Optional<NoticeStatus> status(String noticeId) throws IOException {
        if (statuses == null) {
            statuses = bus.latest(Topic.NOTICE_STATUS, NoticeStatus.class);
        }
        return Optional.ofNullable(statuses.get(noticeId));
    }

    @Override
    public List<String> alertsOf(String noticeId) throws IOException {
        return alertsOf(bus::each, noticeId);
    }

    static List<String> alertsOf(TopicReader topics, String noticeId) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        topics.each(
                Topic.ESCALATIONS,
                event ->
                        event.readable(EscalationAlert.class)
                                .map(EscalationAlert::alertKey)
                                .filter(key -> key.startsWith(noticeId + "/"))
                                .ifPresent(keys::add));
        return List.copyOf(keys);
    }

    @Override
    public Optional<AlertFacts> alert(String alertKey) throws IOException {
        Optional<AlertFacts> ofCommand =
                latest(Topic.MEDIA_ALERTS, CommandUnconfirmed.class, alertKey)
                        .map(it -> new AlertFacts(alertKey, it.resolvedAt()));
        return ofCommand.isPresent()
                ? ofCommand
                : latest(Topic.LEDGER_ALERTS, LedgerAlert.class, alertKey)
                        .map(it -> new AlertFacts(alertKey, it.resolvedAt()));
    }

    @Override
    public Optional<EnforcementCommand> command(String commandOrSession) throws IOException {
        return command(bus::each, commandOrSession);
    }

    static Optional<EnforcementCommand> command(TopicReader topics, String commandOrSession)
            throws IOException {
        AtomicReference<EnforcementCommand> last = new AtomicReference<>();
        topics.each(
                Topic.COMMANDS,
                event ->
                        event.readable(EnforcementCommand.class)
                                .filter(
                                        it ->
                                                it.commandId().equals(commandOrSession)
                                                        || it.sessionId().equals(commandOrSession))
                                .ifPresent(last::set));
        return Optional.ofNullable(last.get());
    }

    /** The list as it is for the jobs. */
    public Listing listing() throws IOException {
        if (listing == null) {
            listing = Listing.now(bus, authorities);
        }
        return listing;
    }

    @Override
    public Optional<ListEntry> entry(String entryId) throws IOException {
        return Optional.ofNullable(listing().get(entryId));
    }

    @Override
    public Optional<RegisteredWork> work(String workId) throws IOException {
        return latest(Topic.WORKS, RegisteredWork.class, workId);
    }

    @Override
    public Optional<Authorization> authorization(String authorizationId) throws IOException {
        return latest(Topic.AUTHORIZATIONS, Authorization.class, authorizationId);
    }

    @Override
    public Optional<MatchPolicy> policy(String ownerId) throws IOException {
        return latest(Topic.POLICIES, MatchPolicy.class, ownerId);
    }

    @Override
    public Optional<RegistrationReceipt> receipt(String workId, String claimant)
            throws IOException {
        return latest(Topic.REGISTER, RegistrationReceipt.class, workId + "/receipt/" + claimant);
    }

    /**
     * On the topic of references, or known to the job alone, as those of feeds are. Who decides
     * about references may lack the right to read them: then those of which the job has reported.
     */
    @Override
    public Set<String> references(String workId) throws IOException {
        Set<String> known = new TreeSet<>();
        BusException hidden = null;
        try {
            known.addAll(References.read(bus).of(workId));
        } catch (BusException e) {
            if (!e.lacksRight()) {
                throw e;
            }
            hidden = e;
        }
        referencesHidden = hidden != null;
        bus.latest(Topic.REFERENCE_HEALTH, ReferenceHealth.class).values().stream()
                .filter(health -> health.workId().equals(workId))
                .filter(health -> referencesHidden || health.blocked() > 0)
                .forEach(health -> known.add(health.referenceId()));
        if (known.isEmpty() && hidden != null) {
            throw hidden;
        }
        return known;
    }

    /** True where {@link #references} gave only those of which the job has reported. */
    public boolean areReferencesHidden() {
        return referencesHidden;
    }

    @Override
    public Optional<Proposal> proposal(String accountId) throws IOException {
        return Accounts.standing(bus, accountId).map(AccountStanding::proposal);
    }

    @Override
    public Optional<DepartmentReport> report(String reportOrAccount) throws IOException {
        return Accounts.report(bus, reportOrAccount);
    }

    @Override
    public Optional<String> accountOfAppeal(String appealId) throws IOException {
        return Accounts.appealed(bus, appealId);
    }

    @Override
    public Optional<OpenReports> openReports(String subjectId) throws IOException {
        if (reports == null) {
            reports = UserReports.read(bus);
        }
        return Optional.ofNullable(reports.of(subjectId))
                .map(open -> new OpenReports(open.count(), open.lastStoredAt(), open.lastOffset()));
    }

    @Override
    public Optional<SignalStatus> signal(String signalId) throws IOException {
        return latest(Topic.SIGNAL_STATES, SignalStatus.class, signalId);
    }

    /** By the key of the record. */
    private <T> Optional<T> latest(Topic topic, Class<T> type, String key) throws IOException {
        return Optional.ofNullable(bus.latest(topic, type).get(key));
    }
}
