package dev.vigil.stream;

import dev.vigil.audit.PageLeaf;
import dev.vigil.notice.AlertForm;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Forgotten;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalSent;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import java.util.Arrays;
import java.util.Set;

/**
 * A record on its way out. Its id follows from its content, so that a repeat after a failure is the
 * same event to every consumer.
 *
 * @param data null where the key is retired
 */
public record Outgoing(String topic, String key, Envelope envelope, byte[] data) {
    private static final String MEDIA_JOB = Envelope.MEDIA_JOB;
    private static final String NOTICE_JOB = "/vigil/notice-job";
    private static final String LEDGER_JOB = Envelope.LEDGER_JOB;

    /** What the ledger job reads and who reads its dead letters does not write. */
    private static final Set<String> NOT_OF_ACCOUNTS =
            Set.of(
                    Topic.LIST.topicName(),
                    Topic.REVIEWS.topicName(),
                    Topic.CLAIMS.topicName(),
                    Topic.WORKS.topicName(),
                    Topic.EFFECTIVE_WORKS.topicName(),
                    Topic.REGISTER_DECISIONS.topicName(),
                    Topic.REGISTER.topicName(),
                    Topic.SIGNALS_IN.topicName(),
                    Topic.SIGNAL_DECISIONS.topicName(),
                    Topic.SIGNAL_STATES.topicName());

    /** In characters: longer than an id that is made of four. */
    private static final int MAX_ID = 1_000;

    public static Outgoing verdict(Verdict verdict) {
        return json(
                Topic.VERDICTS,
                EventType.VERDICT,
                MEDIA_JOB,
                verdict.sessionId(),
                verdict.verdictId() + "/" + verdict.revision(),
                verdict.judgedAt(),
                verdict);
    }

    public static Outgoing command(EnforcementCommand command) {
        return json(
                Topic.COMMANDS,
                EventType.COMMAND,
                MEDIA_JOB,
                command.sessionId(),
                attemptId(command.commandId(), command.attempt()),
                command.issuedAt(),
                command);
    }

    /** A repeat is another record: who drops what it knows by its id must get it all the same. */
    private static String attemptId(String commandId, Integer attempt) {
        return attempt == null ? commandId : commandId + "/attempt/" + attempt;
    }

    public static Outgoing statement(StatementOfReasons statement) {
        return json(
                Topic.REASONS,
                EventType.STATEMENT_OF_REASONS,
                MEDIA_JOB,
                statement.sessionId(),
                statement.statementId() + "/" + statement.revision(),
                statement.applicationDate(),
                statement);
    }

    /** What people can look at of a match. */
    public static Outgoing evidence(MatchEvidence evidence) {
        return json(
                Topic.EVIDENCE,
                EventType.MATCH_EVIDENCE,
                MEDIA_JOB,
                evidence.sessionId(),
                evidence.evidenceId() + "/" + evidence.revision(),
                evidence.capturedAt(),
                evidence);
    }

    /** The answer to an upload that ended. */
    public static Outgoing screened(Screened screened) {
        return json(
                Topic.SCREENED,
                EventType.SCREENED,
                MEDIA_JOB,
                screened.sessionId(),
                screened.screenedId(),
                screened.endedAt(),
                screened);
    }

    /** How far a live stream is analysed. */
    public static Outgoing progress(AnalysisProgress progress) {
        return json(
                Topic.SCREENED_PROGRESS,
                EventType.ANALYSIS_PROGRESS,
                MEDIA_JOB,
                progress.sessionId(),
                progress.sessionId()
                        + "/"
                        + progress.startAt()
                        + "/"
                        + progress.analysedToMs()
                        + (progress.ended() ? "/ended" : ""),
                progress.capturedTo(),
                progress);
    }

    /** Not among the alerts of notices, which the notice job adopts as its own. */
    public static Outgoing unconfirmed(CommandUnconfirmed alert) {
        return json(
                Topic.MEDIA_ALERTS,
                EventType.COMMAND_UNCONFIRMED,
                MEDIA_JOB,
                alert.alertKey(),
                alert.alertKey() + (alert.resolvedAt() == null ? "" : "/resolved"),
                alert.resolvedAt() == null ? alert.deadline() : alert.resolvedAt(),
                alert);
    }

    /** A reference has stopped blocking, or may again. */
    public static Outgoing health(ReferenceHealth health) {
        String key = health.workId() + "/" + health.referenceId();
        return json(
                Topic.REFERENCE_HEALTH,
                EventType.REFERENCE_HEALTH,
                MEDIA_JOB,
                key,
                key + "/" + health.at() + "/" + health.state(),
                health.at(),
                health);
    }

    public static Outgoing overlap(ReferenceOverlap overlap) {
        byte[] data = Json.bytes(overlap);
        String id = overlap.key() + "/" + overlap.at() + "/" + digest(data);
        return new Outgoing(
                Topic.REFERENCE_HEALTH.topicName(),
                overlap.key(),
                Envelope.json(
                        EventType.REFERENCE_OVERLAP, MEDIA_JOB, id, overlap.key(), overlap.at()),
                data);
    }

    /** One subtask decides by a version of an entry. */
    public static Outgoing effective(ListEffective effective) {
        return json(
                Topic.LIST_EFFECTIVE,
                EventType.LIST_EFFECTIVE,
                job(effective.reader()),
                effective.entryId(),
                effective.answerId(),
                effective.effectiveAt(),
                effective);
    }

    public static Outgoing receipt(ListReceipt receipt) {
        return json(
                Topic.LIST_RECEIPTS,
                EventType.LIST_RECEIPT,
                job(receipt.reader()),
                receipt.batch(),
                receipt.batch()
                        + "/"
                        + receipt.reader()
                        + "/"
                        + receipt.publishedAt()
                        + "/"
                        + receipt.revision(),
                receipt.asOf(),
                receipt);
    }

    private static String job(ListReader reader) {
        return reader == ListReader.JUDGE ? MEDIA_JOB : NOTICE_JOB;
    }

    /** The command that acknowledges an alert. */
    public static String acknowledge(String alertKey) {
        return "vigil notice ack " + alertKey + " --by NAME";
    }

    /**
     * @param runbook where the page for people lies, see {@code alerts.runbook}
     */
    public static Outgoing escalation(EscalationAlert alert, String runbook) {
        return json(
                Topic.ESCALATIONS,
                EventType.ESCALATION,
                NOTICE_JOB,
                alert.alertKey(),
                alert.alertKey(),
                alert.toldAt(),
                alert.with(
                        AlertForm.labels(alert),
                        AlertForm.annotations(alert, runbook, acknowledge(alert.alertKey()))));
    }

    /**
     * @param runbook where the page for people lies
     */
    public static Outgoing resolved(EscalationResolved resolved, String runbook) {
        return json(
                Topic.ESCALATIONS,
                EventType.ESCALATION_RESOLVED,
                NOTICE_JOB,
                resolved.alertKey(),
                resolved.alertKey(),
                resolved.stoppedAt(),
                resolved.with(
                        AlertForm.labels(resolved), AlertForm.annotations(resolved, runbook)));
    }

    public static Outgoing breach(BreachRecord breach) {
        return json(
                Topic.BREACHES,
                EventType.BREACH,
                NOTICE_JOB,
                breach.noticeId(),
                breach.breachId(),
                breach.dueAt(),
                breach);
    }

    public static Outgoing correction(BreachCorrection correction) {
        return json(
                Topic.BREACHES,
                EventType.BREACH_CORRECTION,
                NOTICE_JOB,
                correction.noticeId(),
                correction.breachId() + (correction.cleared() ? "/cleared" : "/closed-late"),
                correction.doneAt(),
                correction);
    }

    /** Two things may happen to a notice in one millisecond: the id distinguishes them. */
    public static Outgoing status(NoticeStatus status) {
        byte[] data = Json.bytes(status);
        String id = status.noticeId() + "/" + status.asOf() + "/" + digest(data);
        return json(
                Topic.NOTICE_STATUS,
                EventType.NOTICE_STATUS,
                NOTICE_JOB,
                status.noticeId(),
                id,
                status.asOf(),
                data);
    }

    /** To a platform, of an item of a notice. */
    public static Outgoing noticeCommand(NoticeCommand command) {
        return json(
                Topic.COMMANDS,
                EventType.NOTICE_COMMAND,
                NOTICE_JOB,
                command.itemId(),
                command.commandId(),
                command.issuedAt(),
                command);
    }

    /** To the key that has to know; its time is the T0 of the notice that knows. */
    public static Outgoing link(NoticeLink link) {
        return json(
                Topic.NOTICE_LINKS,
                EventType.NOTICE_LINK,
                NOTICE_JOB,
                link.kind() == LinkKind.BARRED ? link.itemId() : link.noticeId(),
                link.kind() + "/" + link.noticeId() + "/" + link.itemId() + "/" + link.ofNoticeId(),
                link.ofReceivedAt(),
                link);
    }

    public static Outgoing stayDownRequested(StayDown stayDown) {
        return json(
                Topic.STAYDOWNS,
                EventType.STAYDOWN_REQUESTED,
                NOTICE_JOB,
                stayDown.itemId(),
                stayDown.noticeId()
                        + "/"
                        + stayDown.itemId()
                        + (stayDown.down() ? "/down/" : "/up/")
                        + stayDown.at(),
                stayDown.at(),
                stayDown);
    }

    /** What became of an item of a notice; the last record of both counts. */
    public static Outgoing itemOutcome(ItemOutcome outcome) {
        byte[] data = Json.bytes(outcome);
        String id =
                outcome.noticeId()
                        + "/"
                        + outcome.itemId()
                        + "/"
                        + outcome.outcome()
                        + "/"
                        + Integer.toHexString(Arrays.hashCode(data));
        return json(
                Topic.OUTCOMES,
                EventType.NOTICE_OUTCOME,
                NOTICE_JOB,
                outcome.itemId(),
                id,
                outcome.at(),
                data);
    }

    public static Outgoing health(ClockHealth health) {
        return health(health, NOTICE_JOB, ClockHealth.NOTICE_CLOCK);
    }

    public static Outgoing ledgerHealth(ClockHealth health) {
        return health(health, LEDGER_JOB, ClockHealth.LEDGER_CLOCK);
    }

    private static Outgoing health(ClockHealth health, String job, String clock) {
        return json(
                Topic.HEALTH,
                EventType.CLOCK_HEALTH,
                job,
                clock,
                clock + "/" + health.state() + "/" + health.since(),
                health.at(),
                health);
    }

    /** What keeps a recording down, or lets it return: a part of a reference or a list entry. */
    public static Outgoing stayDown(StayDownOutput change) {
        return change.part() == null
                ? entry(change.entry(), change.at(), MEDIA_JOB)
                : part(change.part(), change.at(), MEDIA_JOB);
    }

    /** What a signal becomes: a part of a reference or a list entry. */
    public static Outgoing signalRecord(StayDownOutput change) {
        return change.part() == null
                ? entry(change.entry(), change.at(), LEDGER_JOB)
                : part(change.part(), change.at(), LEDGER_JOB);
    }

    /** A signal of this site; in the order of its key, as its chunks are. */
    public static Outgoing signal(SignalShared signal) {
        return json(
                Topic.SIGNALS,
                EventType.SIGNAL_SHARED,
                LEDGER_JOB,
                signal.signalId(),
                signal.signalId() + "/" + signal.version(),
                signal.issuedAt(),
                signal);
    }

    public static Outgoing opinion(SignalOpinion opinion) {
        return json(
                Topic.SIGNALS,
                EventType.SIGNAL_OPINION,
                LEDGER_JOB,
                opinion.signalId(),
                opinion.signalId() + "/" + opinion.origin() + "/" + opinion.version(),
                opinion.at(),
                opinion);
    }

    public static Outgoing signalChunk(SignalSent chunk) {
        byte[] data = PeaksCodec.payload(chunk.peaks());
        Envelope envelope =
                new Envelope(
                        chunk.signalId() + "/" + chunk.chunk() + "/" + digest(data),
                        LEDGER_JOB,
                        EventType.SIGNAL_CHUNK.type(),
                        chunk.signalId(),
                        chunk.at(),
                        PeaksCodec.contentType(chunk.profile()),
                        (long) chunk.chunk(),
                        null);
        return new Outgoing(Topic.SIGNALS.topicName(), chunk.signalId(), envelope, data);
    }

    /** What became of a signal; the last record of it counts. */
    public static Outgoing signalState(SignalStatus status) {
        byte[] data = Json.bytes(status);
        return json(
                Topic.SIGNAL_STATES,
                EventType.SIGNAL_STATE,
                LEDGER_JOB,
                status.signalId(),
                status.signalId() + "/" + status.at() + "/" + digest(data),
                status.at(),
                data);
    }

    /** The end of a signal's key. */
    public static Outgoing forgottenSignal(SignalStatus last) {
        return json(
                Topic.SIGNAL_STATES,
                EventType.SIGNAL_STATE,
                LEDGER_JOB,
                last.signalId(),
                last.signalId() + "/forgotten/" + last.at(),
                last.at(),
                (byte[]) null);
    }

    private static Outgoing entry(ListEntry entry, long at, String source) {
        return json(
                Topic.LIST,
                entry.withdrawnAt() == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN,
                source,
                entry.entryId(),
                entry.entryId() + "/" + entry.version(),
                at,
                entry);
    }

    private static Outgoing part(ReferencePart part, long at, String source) {
        ReferenceKey key =
                new ReferenceKey(part.workId(), part.referenceId(), part.version(), part.chunk());
        boolean manifest = part.chunk() == ReferenceKey.MANIFEST;
        EventType type = manifest ? EventType.REFERENCE_MANIFEST : EventType.REFERENCE_CHUNK;
        byte[] data =
                part.manifest() != null
                        ? Json.bytes(part.manifest())
                        : part.peaks() != null ? PeaksCodec.payload(part.peaks()) : null;
        Envelope envelope =
                new Envelope(
                        key + "/" + at,
                        source,
                        type.type(),
                        part.workId(),
                        at,
                        data == null ? null : contentType(part),
                        manifest ? null : (long) part.chunk(),
                        null);
        return new Outgoing(Topic.REFERENCES.topicName(), key.toString(), envelope, data);
    }

    private static String contentType(ReferencePart part) {
        return part.manifest() != null ? Envelope.JSON : PeaksCodec.contentType(part.profile());
    }

    public static Outgoing standing(NotifierStanding standing) {
        return json(
                Topic.NOTIFIERS,
                EventType.NOTIFIER_STANDING,
                NOTICE_JOB,
                standing.notifier(),
                standing.notifier()
                        + "/"
                        + standing.changedAt()
                        + "/"
                        + standing.level()
                        + (standing.flooding() ? "/flooding" : ""),
                standing.changedAt(),
                standing);
    }

    /** An offence, whole. */
    public static Outgoing offence(OffenceChanged changed) {
        byte[] data = Json.bytes(changed);
        String key = changed.offence().accountId() + "/" + changed.offence().offenceId();
        return json(
                Topic.OFFENCES,
                EventType.OFFENCE_CHANGED,
                LEDGER_JOB,
                key,
                key + "/" + changed.changedAt() + "/" + digest(data),
                changed.changedAt(),
                data);
    }

    public static Outgoing strike(StrikeChanged changed) {
        return json(
                Topic.STRIKES,
                EventType.STRIKE_CHANGED,
                LEDGER_JOB,
                changed.accountId(),
                changed.accountId() + "/" + changed.seq(),
                changed.at(),
                changed);
    }

    /** Two things may change a standing in one millisecond: the id distinguishes them. */
    public static Outgoing standing(AccountStanding standing) {
        byte[] data = Json.bytes(standing);
        return json(
                Topic.ACCOUNT_STANDINGS,
                EventType.ACCOUNT_STANDING,
                LEDGER_JOB,
                standing.accountId(),
                standing.accountId() + "/" + standing.at() + "/" + digest(data),
                standing.at(),
                data);
    }

    public static Outgoing warning(UserWarning warning) {
        return json(
                Topic.WARNINGS,
                EventType.USER_WARNING,
                LEDGER_JOB,
                warning.accountId(),
                warning.warningId() + "/" + warning.revision() + "/" + warning.attempt(),
                warning.issuedAt(),
                warning);
    }

    public static Outgoing accountCommand(AccountCommand command) {
        return json(
                Topic.ACCOUNT_COMMANDS,
                EventType.ACCOUNT_COMMAND,
                LEDGER_JOB,
                command.accountId(),
                attemptId(command.commandId(), command.attempt()),
                command.issuedAt(),
                command);
    }

    public static Outgoing report(DepartmentReport report) {
        byte[] data = Json.bytes(report);
        return json(
                Topic.DEPARTMENT,
                EventType.DEPARTMENT_REPORT,
                LEDGER_JOB,
                report.reportId(),
                report.reportId() + "/" + report.version() + "/" + digest(data),
                report.at(),
                data);
    }

    /**
     * A row of usage, whole; after a failure a number may come twice: the id distinguishes them.
     */
    public static Outgoing usage(UsageRow row) {
        byte[] data = Json.bytes(row);
        return json(
                Topic.USAGE,
                EventType.USAGE_ROW,
                LEDGER_JOB,
                row.rowId(),
                row.rowId() + "/" + row.revision() + "/" + digest(data),
                row.lastAt() == null ? row.dayFrom() : row.lastAt(),
                data);
    }

    public static Outgoing offered(LicenseOffered offered) {
        return json(
                Topic.OFFERS,
                EventType.LICENSE_OFFERED,
                LEDGER_JOB,
                offered.accountId(),
                offered.offerId(),
                offered.offeredAt(),
                offered);
    }

    /** A figure, whole: the more it counts, the later it is. */
    public static Outgoing figure(DailyFigure figure) {
        return json(
                Topic.FIGURES,
                EventType.FIGURE_COUNTED,
                LEDGER_JOB,
                figure.figureId(),
                figure.figureId() + "/" + figure.count(),
                0,
                figure);
    }

    public static Outgoing figureDay(FigureDay day) {
        return json(
                Topic.FIGURES,
                EventType.FIGURE_DAY,
                LEDGER_JOB,
                day.day(),
                day.day(),
                day.dayTo(),
                day);
    }

    /** A page of the audit log; one that is sent again is equal to the byte. */
    public static Outgoing page(AuditPage page) {
        PageLeaf leaf = PageLeaf.parse(page.leaf());
        return json(
                Topic.AUDIT,
                EventType.AUDIT_PAGE,
                LEDGER_JOB,
                page.origin(),
                page.origin() + "/" + leaf.place() + "/" + leaf.from() + "/" + leaf.at(),
                leaf.at(),
                page);
    }

    public static Outgoing seal(AuditSeal seal) {
        return json(
                Topic.SEALS,
                EventType.AUDIT_SEAL,
                LEDGER_JOB,
                seal.origin(),
                seal.origin() + "/" + seal.size(),
                seal.at(),
                seal);
    }

    public static Outgoing ledgerAlert(LedgerAlert alert) {
        return json(
                Topic.LEDGER_ALERTS,
                EventType.LEDGER_ALERT,
                LEDGER_JOB,
                alert.alertKey(),
                alert.alertKey()
                        + "/"
                        + (alert.resolvedAt() == null ? alert.at() : alert.resolvedAt() + "/over"),
                alert.at(),
                alert);
    }

    /** The end of an offence's key, or of an account's. */
    public static Outgoing forgotten(Forgotten forgotten) {
        String account = forgotten.accountId();
        boolean whole = forgotten.offenceId() == null;
        Topic topic = whole ? Topic.ACCOUNT_STANDINGS : Topic.OFFENCES;
        EventType type = whole ? EventType.ACCOUNT_STANDING : EventType.OFFENCE_CHANGED;
        String key = whole ? account : account + "/" + forgotten.offenceId();
        String id = key + "/forgotten/" + forgotten.at();
        return json(topic, type, LEDGER_JOB, key, id, forgotten.at(), (byte[]) null);
    }

    /** The work with the owners that claims make. */
    public static Outgoing effective(RegisteredWork work) {
        String key = work.workId();
        return json(
                Topic.EFFECTIVE_WORKS,
                EventType.WORK_EFFECTIVE,
                LEDGER_JOB,
                key,
                key + "/" + work.version() + "/" + work.claimsRevision(),
                0,
                Json.bytes(work));
    }

    public static Outgoing registrationReceipt(RegistrationReceipt receipt) {
        return ofRegister(
                EventType.REGISTRATION_RECEIPT,
                receipt.key(),
                receipt.at() == null ? 0 : receipt.at(),
                receipt);
    }

    public static Outgoing conflict(OwnershipConflict conflict) {
        return ofRegister(EventType.OWNERSHIP_CONFLICT, conflict.key(), conflict.at(), conflict);
    }

    public static Outgoing conflict(IdentifierConflict conflict) {
        return ofRegister(EventType.IDENTIFIER_CONFLICT, conflict.key(), conflict.at(), conflict);
    }

    private static Outgoing ofRegister(EventType type, String key, long timeMs, Object body) {
        byte[] data = Json.bytes(body);
        String id = key + "/" + timeMs + "/" + digest(data);
        return json(Topic.REGISTER, type, LEDGER_JOB, key, id, timeMs, data);
    }

    /**
     * What is refused of accounts; what is refused of the list, reviews and works is for those who
     * write them.
     */
    public static Outgoing ledgerDeadLetter(DeadLetter letter) {
        boolean ofOthers = NOT_OF_ACCOUNTS.contains(letter.topic());
        return deadLetter(ofOthers ? Topic.DEAD_LETTERS : Topic.LEDGER_DEAD_LETTERS, letter);
    }

    private static String digest(byte[] data) {
        return Integer.toHexString(Arrays.hashCode(data));
    }

    /**
     * What goes out in place of a record that no sink takes: its topic, key, id and size, no bytes.
     *
     * @param bytes of the record
     */
    static Outgoing tooLarge(Outgoing record, int bytes) {
        String id = cut(record.envelope().id());
        DeadLetter letter =
                DeadLetterBuilder.builder()
                        .deadLetterId("sink/" + record.topic() + "/" + id)
                        .topic(record.topic())
                        .partition(-1)
                        .offset(-1)
                        .stage("sink")
                        .reason("TOO_LARGE")
                        .message(
                                "expected at most "
                                        + Topic.LARGEST_RECORD
                                        + " bytes, got "
                                        + bytes
                                        + " in "
                                        + record.envelope().type()
                                        + " "
                                        + id
                                        + "; it was not published, report it")
                        .key(cut(record.key()))
                        .bytes(new byte[0])
                        .build();
        return switch (record.envelope().source()) {
            case NOTICE_JOB -> noticeDeadLetter(letter);
            case LEDGER_JOB -> ledgerDeadLetter(letter);
            default -> deadLetter(letter);
        };
    }

    /** An id may be what makes a record too large. */
    private static String cut(String text) {
        return text.length() <= MAX_ID ? text : text.substring(0, MAX_ID) + "...";
    }

    /** What is refused of sound, references, registers and the list. */
    public static Outgoing deadLetter(DeadLetter letter) {
        return deadLetter(Topic.DEAD_LETTERS, letter);
    }

    /**
     * What is refused of notices and alerts, for readers of notices only: bytes and message quote
     * names and addresses. The list's is for its authority.
     */
    public static Outgoing noticeDeadLetter(DeadLetter letter) {
        boolean list = letter.topic().equals(Topic.LIST.topicName());
        return deadLetter(list ? Topic.DEAD_LETTERS : Topic.NOTICE_DEAD_LETTERS, letter);
    }

    /**
     * A dead letter has no time of its own; the envelope has 1970 so that a repeat is equal, but
     * for what was left out before it.
     */
    private static Outgoing deadLetter(Topic topic, DeadLetter letter) {
        return json(
                topic,
                EventType.DEAD_LETTER,
                "/vigil/" + letter.stage(),
                letter.deadLetterId(),
                letter.deadLetterId(),
                0,
                letter);
    }

    private static Outgoing json(
            Topic topic,
            EventType type,
            String source,
            String key,
            String id,
            long timeMs,
            Object data) {
        return json(topic, type, source, key, id, timeMs, Json.bytes(data));
    }

    private static Outgoing json(
            Topic topic,
            EventType type,
            String source,
            String key,
            String id,
            long timeMs,
            byte[] data) {
        return new Outgoing(
                topic.topicName(), key, Envelope.json(type, source, id, key, timeMs), data);
    }
}
