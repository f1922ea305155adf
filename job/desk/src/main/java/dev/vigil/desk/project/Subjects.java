package dev.vigil.desk.project;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.desk.DeskApproved;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.desk.DeskDrafted;
import dev.vigil.schema.desk.DeskLooked;
import dev.vigil.schema.desk.DeskNoted;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.match.MatchEvidence;
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
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What records are about, and the key that each must have: under another key it is in another
 * partition, and which of two is the last would be chance. The jobs refuse it too.
 */
final class Subjects {
    private record Named(Function<Object, String> key, Function<Object, String> subject) {}

    private static final Map<Class<?>, Named> NAMED = new HashMap<>();

    static {
        both(NoticeReceived.class, NoticeReceived::noticeId);
        both(NoticeTriaged.class, NoticeTriaged::noticeId);
        both(NoticeSupplemented.class, NoticeSupplemented::noticeId);
        both(NoticeWithdrawn.class, NoticeWithdrawn::noticeId);
        both(NoticeHeld.class, NoticeHeld::noticeId);
        both(ForwardDelivered.class, ForwardDelivered::noticeId);
        both(CounterNotice.class, CounterNotice::noticeId);
        both(ProceedingFiled.class, ProceedingFiled::noticeId);
        both(ProceedingDecided.class, ProceedingDecided::noticeId);
        both(NoticeStatus.class, NoticeStatus::noticeId);
        both(BreachRecord.class, BreachRecord::noticeId);
        both(BreachCorrection.class, BreachCorrection::noticeId);
        both(NotifierErased.class, NotifierErased::notifier);
        both(NotifierStanding.class, NotifierStanding::notifier);
        put(NoticeLink.class, any -> null, NoticeLink::noticeId);
        put(EscalationAlert.class, EscalationAlert::alertKey, EscalationAlert::noticeId);
        put(EscalationResolved.class, EscalationResolved::alertKey, EscalationResolved::noticeId);
        both(AlertAcknowledged.class, it -> it.noticeId() == null ? it.alertKey() : it.noticeId());
        both(ActionConfirmed.class, ActionConfirmed::itemId);
        both(ItemBack.class, ItemBack::itemId);
        both(ItemOutcome.class, ItemOutcome::itemId);
        both(NoticeCommand.class, NoticeCommand::itemId);
        both(StayDown.class, StayDown::itemId);
        both(Verdict.class, Verdict::sessionId);
        both(EnforcementCommand.class, EnforcementCommand::sessionId);
        both(StatementOfReasons.class, StatementOfReasons::sessionId);
        both(MatchEvidence.class, MatchEvidence::sessionId);
        both(Screened.class, Screened::sessionId);
        put(CommandUnconfirmed.class, CommandUnconfirmed::alertKey, CommandUnconfirmed::sessionId);
        both(ListEntry.class, ListEntry::entryId);
        both(ListReceipt.class, ListReceipt::batch);
        both(AccountStanding.class, AccountStanding::accountId);
        both(StrikeChanged.class, StrikeChanged::accountId);
        both(UserWarning.class, UserWarning::accountId);
        both(AccountCommand.class, AccountCommand::accountId);
        both(AppealFiled.class, AppealFiled::accountId);
        both(AppealDecided.class, AppealDecided::accountId);
        both(WarningReceipt.class, WarningReceipt::accountId);
        put(DepartmentReport.class, DepartmentReport::reportId, DepartmentReport::accountId);
        put(OffenceChanged.class, any -> null, it -> it.offence().accountId());
        both(RegisteredWork.class, RegisteredWork::workId);
        both(Authorization.class, Authorization::authorizationId);
        both(MatchPolicy.class, MatchPolicy::ownerId);
        put(WorkClaim.class, WorkClaim::key, WorkClaim::workId);
        both(ConflictDecided.class, ConflictDecided::workId);
        both(ReferenceReview.class, ReferenceReview::workId);
        both(UsageRow.class, UsageRow::rowId);
        both(SignalStatus.class, SignalStatus::signalId);
        both(SignalDecided.class, SignalDecided::signalId);
        both(UserReport.class, UserReport::subjectId);
        both(UserReportsTriaged.class, UserReportsTriaged::subjectId);
        put(DeskClaimed.class, DeskClaimed::subject, it -> id(it.subject()));
        put(DeskNoted.class, DeskNoted::subject, it -> id(it.subject()));
        both(DeskDrafted.class, DeskDrafted::draftId);
        both(DeskApproved.class, DeskApproved::draftId);
        put(DeskLooked.class, DeskLooked::subject, it -> id(it.subject()));
        put(RegistrationReceipt.class, any -> null, RegistrationReceipt::workId);
        put(OwnershipConflict.class, any -> null, OwnershipConflict::workId);
        put(ReferenceHealth.class, any -> null, ReferenceHealth::workId);
        put(ListEffective.class, any -> null, ListEffective::entryId);
        put(LedgerAlert.class, any -> null, LedgerAlert::accountId);
        put(DeadLetter.class, DeadLetter::deadLetterId, DeadLetter::key);
    }

    private Subjects() {}

    /** Of a kind and an id, such as {@code notice/ID}: it is found with what else is about it. */
    private static String id(String kindAndId) {
        return kindAndId.substring(kindAndId.indexOf('/') + 1);
    }

    private static <T> void both(Class<T> type, Function<T, String> name) {
        put(type, name, name);
    }

    private static <T> void put(
            Class<T> type, Function<T, String> key, Function<T, String> subject) {
        NAMED.put(
                type,
                new Named(it -> key.apply(type.cast(it)), it -> subject.apply(type.cast(it))));
    }

    /** The key that a record with this content must have; null where any will do. */
    static String key(Object content) {
        Named named = NAMED.get(content.getClass());
        return named == null ? null : named.key().apply(content);
    }

    /** What it is about: the record's key where nothing better is known; may be null. */
    static String of(Object content, String key) {
        Named named = content == null ? null : NAMED.get(content.getClass());
        String subject = named == null ? null : named.subject().apply(content);
        return subject == null ? key : subject;
    }
}
