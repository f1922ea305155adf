package dev.vigil.schema.wire;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.desk.DeskApproved;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.desk.DeskDrafted;
import dev.vigil.schema.desk.DeskLooked;
import dev.vigil.schema.desk.DeskNoted;
import dev.vigil.schema.desk.DeskSignedIn;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every CloudEvents {@code type}, the record that its data is, and the topics that carry it. */
public enum EventType {
    SESSION_STARTED(
            "media.session.started",
            SessionStarted.class,
            Topic.MEDIA_LIVE,
            Topic.MEDIA_UPLOADS,
            Topic.MEDIA_FEEDS),
    /** Data is raw PCM: see {@link SegmentCodec}. */
    SEGMENT("media.segment", null, Topic.MEDIA_LIVE, Topic.MEDIA_UPLOADS, Topic.MEDIA_FEEDS),
    SESSION_ENDED(
            "media.session.ended",
            SessionEnded.class,
            Topic.MEDIA_LIVE,
            Topic.MEDIA_UPLOADS,
            Topic.MEDIA_FEEDS),
    /** Data is packed peaks: see {@link PeaksCodec}. */
    REFERENCE_CHUNK("reference.chunk", null, Topic.REFERENCES),
    REFERENCE_MANIFEST("reference.registered", ReferenceManifest.class, Topic.REFERENCES),
    LIST_UPSERTED("list.entry.upserted", ListEntry.class, Topic.LIST),
    LIST_WITHDRAWN("list.entry.withdrawn", ListEntry.class, Topic.LIST),
    AUTHORIZATION_GRANTED("authorization.granted", Authorization.class, Topic.AUTHORIZATIONS),
    AUTHORIZATION_REVOKED("authorization.revoked", Authorization.class, Topic.AUTHORIZATIONS),
    MATCH_POLICY("matchpolicy.updated", MatchPolicy.class, Topic.POLICIES),
    WORK_REGISTERED("work.registered", RegisteredWork.class, Topic.WORKS),
    REFERENCE_REVIEWED("reference.reviewed", ReferenceReview.class, Topic.REVIEWS),
    NOTICE_RECEIVED("notice.received", NoticeReceived.class, Topic.NOTICES),
    NOTICE_WITHDRAWN("notice.withdrawn", NoticeWithdrawn.class, Topic.NOTICES),
    NOTICE_TRIAGED("notice.triaged", NoticeTriaged.class, Topic.NOTICES),
    NOTICE_SUPPLEMENTED("notice.supplemented", NoticeSupplemented.class, Topic.NOTICES),
    NOTICE_HELD("notice.held", NoticeHeld.class, Topic.NOTICES),
    FORWARD_DELIVERED("forward.delivered", ForwardDelivered.class, Topic.NOTICES),
    COUNTER_NOTICE("counternotice.received", CounterNotice.class, Topic.COUNTER_NOTICES),
    PROCEEDING_FILED("proceeding.filed", ProceedingFiled.class, Topic.PROCEEDINGS),
    PROCEEDING_DECIDED("proceeding.decided", ProceedingDecided.class, Topic.PROCEEDINGS),
    NOTICE_LINK("notice.link", NoticeLink.class, Topic.NOTICE_LINKS),
    ACTION_CONFIRMED(
            "action.confirmed",
            ActionConfirmed.class,
            Topic.CONFIRMATIONS,
            Topic.SESSION_CONFIRMATIONS,
            Topic.ACCOUNT_CONFIRMATIONS),
    /** A measure failed, was reversed, or the content is back. */
    ACTION_REVERSED(
            "action.reversed",
            ItemBack.class,
            Topic.CONFIRMATIONS,
            Topic.SESSION_CONFIRMATIONS,
            Topic.ACCOUNT_CONFIRMATIONS),
    ALERT_ACKNOWLEDGED("alert.acknowledged", AlertAcknowledged.class, Topic.ACKS),
    /** On every topic that the notice clock reads and others write: option {@code clock.time}. */
    HEARTBEAT(
            "heartbeat",
            Heartbeat.class,
            Topic.NOTICES,
            Topic.CONFIRMATIONS,
            Topic.ACKS,
            Topic.COUNTER_NOTICES,
            Topic.PROCEEDINGS),
    VERDICT("verdict", Verdict.class, Topic.VERDICTS),
    COMMAND("enforcement.command", EnforcementCommand.class, Topic.COMMANDS),
    SCREENED("screened", Screened.class, Topic.SCREENED),
    ANALYSIS_PROGRESS("analysis.progress", AnalysisProgress.class, Topic.SCREENED_PROGRESS),
    STATEMENT_OF_REASONS("statement.of.reasons", StatementOfReasons.class, Topic.REASONS),
    MATCH_EVIDENCE("match.evidence", MatchEvidence.class, Topic.EVIDENCE),
    LIST_EFFECTIVE("list.effective", ListEffective.class, Topic.LIST_EFFECTIVE),
    LIST_RECEIPT("list.receipt", ListReceipt.class, Topic.LIST_RECEIPTS),
    REFERENCE_HEALTH("reference.health", ReferenceHealth.class, Topic.REFERENCE_HEALTH),
    NOTICE_COMMAND("notice.command", NoticeCommand.class, Topic.COMMANDS),
    NOTICE_STATUS("notice.status", NoticeStatus.class, Topic.NOTICE_STATUS),
    ESCALATION("escalation.alert", EscalationAlert.class, Topic.ESCALATIONS),
    ESCALATION_RESOLVED("escalation.resolved", EscalationResolved.class, Topic.ESCALATIONS),
    COMMAND_UNCONFIRMED("command.unconfirmed", CommandUnconfirmed.class, Topic.MEDIA_ALERTS),
    CLOCK_HEALTH("clock.health", ClockHealth.class, Topic.HEALTH),
    BREACH("breach.record", BreachRecord.class, Topic.BREACHES),
    BREACH_CORRECTION("breach.correction", BreachCorrection.class, Topic.BREACHES),
    STAYDOWN_REQUESTED("staydown.requested", StayDown.class, Topic.STAYDOWNS),
    NOTIFIER_STANDING("notifier.standing", NotifierStanding.class, Topic.NOTIFIERS),
    NOTIFIER_ERASED("notifier.erased", NotifierErased.class, Topic.NOTICES),
    NOTICE_OUTCOME("notice.outcome", ItemOutcome.class, Topic.OUTCOMES),
    ACCOUNT_OPENED("account.opened", AccountOpened.class, Topic.ACCOUNTS),
    ACCOUNT_LINKED("account.linked", AccountLinked.class, Topic.ACCOUNTS),
    ACCOUNT_ERASED("account.erased", AccountErased.class, Topic.ACCOUNTS),
    APPEAL_FILED("appeal.filed", AppealFiled.class, Topic.APPEALS),
    /** On the desk's topic, not on that of the platform: no platform decides an appeal. */
    APPEAL_DECIDED("appeal.decided", AppealDecided.class, Topic.DECISIONS),
    WARNING_RECEIPT("warning.receipt", WarningReceipt.class, Topic.RECEIPTS),
    EDUCATION_COMPLETED("education.completed", EducationCompleted.class, Topic.RECEIPTS),
    STANDING_DECIDED("standing.decided", StandingDecided.class, Topic.DECISIONS),
    REPORT_DECIDED("report.decided", ReportDecided.class, Topic.DECISIONS),
    REPORT_DELIVERED("report.delivered", ReportDelivered.class, Topic.DECISIONS),
    OFFENCE_WAIVED("offence.waived", OffenceWaived.class, Topic.DECISIONS),
    USER_REPORT("user.report", UserReport.class, Topic.USER_REPORTS),
    USER_REPORTS_TRIAGED(
            "user.reports.triaged", UserReportsTriaged.class, Topic.USER_REPORTS_TRIAGE),
    OFFENCE_CHANGED("offence.changed", OffenceChanged.class, Topic.OFFENCES),
    STRIKE_CHANGED("strike.changed", StrikeChanged.class, Topic.STRIKES),
    ACCOUNT_STANDING("account.standing", AccountStanding.class, Topic.ACCOUNT_STANDINGS),
    USER_WARNING("user.warning", UserWarning.class, Topic.WARNINGS),
    ACCOUNT_COMMAND("account.command", AccountCommand.class, Topic.ACCOUNT_COMMANDS),
    DEPARTMENT_REPORT("department.report", DepartmentReport.class, Topic.DEPARTMENT),
    LEDGER_ALERT("ledger.alert", LedgerAlert.class, Topic.LEDGER_ALERTS),
    /** The work with the owners that claims make; only the ledger job writes it. */
    WORK_EFFECTIVE("work.effective", RegisteredWork.class, Topic.EFFECTIVE_WORKS),
    WORK_CLAIMED("work.claimed", WorkClaim.class, Topic.CLAIMS),
    SIGNAL_SHARED(
            "signal.shared",
            SignalShared.class,
            Topic.SIGNALS_IN,
            Topic.SIGNAL_DECISIONS,
            Topic.SIGNALS),
    /** Data is peaks as in a chunk of a reference: see {@link PeaksCodec}. */
    SIGNAL_CHUNK("signal.chunk", null, Topic.SIGNALS_IN, Topic.SIGNAL_DECISIONS, Topic.SIGNALS),
    SIGNAL_OPINION("signal.opinion", SignalOpinion.class, Topic.SIGNALS_IN, Topic.SIGNALS),
    SIGNAL_DECIDED("signal.decided", SignalDecided.class, Topic.SIGNAL_DECISIONS),
    SIGNAL_STATE("signal.state", SignalStatus.class, Topic.SIGNAL_STATES),
    CONFLICT_DECIDED("conflict.decided", ConflictDecided.class, Topic.REGISTER_DECISIONS),
    REGISTRATION_RECEIPT("registration.receipt", RegistrationReceipt.class, Topic.REGISTER),
    OWNERSHIP_CONFLICT("ownership.conflict", OwnershipConflict.class, Topic.REGISTER),
    IDENTIFIER_CONFLICT("identifier.conflict", IdentifierConflict.class, Topic.REGISTER),
    REFERENCE_OVERLAP("reference.overlap", ReferenceOverlap.class, Topic.REFERENCE_HEALTH),
    AUDIT_PAGE("audit.page", AuditPage.class, Topic.AUDIT),
    AUDIT_SEAL("audit.seal", AuditSeal.class, Topic.SEALS),
    DEAD_LETTER(
            "deadletter",
            DeadLetter.class,
            Topic.DEAD_LETTERS,
            Topic.NOTICE_DEAD_LETTERS,
            Topic.LEDGER_DEAD_LETTERS),
    SESSION_AUDIENCE("session.audience", SessionAudience.class, Topic.AUDIENCE),
    USAGE_ROW("usage.row", UsageRow.class, Topic.USAGE),
    LICENSE_OFFERED("license.offered", LicenseOffered.class, Topic.OFFERS),
    FIGURE_COUNTED("figure.counted", DailyFigure.class, Topic.FIGURES),
    FIGURE_DAY("figure.day", FigureDay.class, Topic.FIGURES),
    DESK_CLAIMED("desk.claimed", DeskClaimed.class, Topic.DESK_LOG),
    DESK_NOTED("desk.noted", DeskNoted.class, Topic.DESK_LOG),
    DESK_DRAFTED("desk.drafted", DeskDrafted.class, Topic.DESK_LOG),
    DESK_APPROVED("desk.approved", DeskApproved.class, Topic.DESK_LOG),
    DESK_LOOKED("desk.looked", DeskLooked.class, Topic.DESK_LOG),
    DESK_SIGNED_IN("desk.signedin", DeskSignedIn.class, Topic.DESK_LOG);

    private static final String PREFIX = "dev.vigil.";
    private static final String SUFFIX = ".v1";

    private static final Map<String, EventType> BY_TYPE = new HashMap<>();

    static {
        for (EventType known : values()) {
            BY_TYPE.put(known.type, known);
        }
    }

    private final String type;
    private final Class<?> data;
    private final List<Topic> topics;

    EventType(String name, Class<?> data, Topic... topics) {
        this.type = PREFIX + name + SUFFIX;
        this.data = data;
        this.topics = List.of(topics);
    }

    /** The CloudEvents type, e.g. {@code dev.vigil.notice.received.v1}. */
    public String type() {
        return type;
    }

    /** The record that the JSON data is; null where data is binary. */
    public Class<?> data() {
        return data;
    }

    /** The topics that carry it; on any other it is a dead letter. */
    public List<Topic> topics() {
        return topics;
    }

    /** True where the topic of that name carries it. */
    public boolean isOn(String topicName) {
        for (Topic topic : topics) {
            if (topic.topicName().equals(topicName)) {
                return true;
            }
        }
        return false;
    }

    /** The constant of a CloudEvents type, or empty where the type is not ours. */
    public static Optional<EventType> of(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }
}
