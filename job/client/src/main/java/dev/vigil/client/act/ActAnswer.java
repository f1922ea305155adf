package dev.vigil.client.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Optional;

/**
 * What a job has made of an act, as far as one record says it. The job refuses an act by a dead
 * letter or a receipt, and answers one that it takes by what has changed; some acts change nothing,
 * and some no job answers: the record on its topic is all that there is.
 *
 * @param kind whether the act was taken or refused
 * @param about what changed: of several answers about the same thing the first one is of the act
 * @param part which of the parts of the job has answered, from 0
 * @param parts how many of them must answer about that before the act is taken everywhere
 * @param record what answers: what has changed, or the dead letter or receipt that refuses it; of
 *     an act that no job answers its own record. {@link ActAnswerWords} puts it into words
 */
public record ActAnswer(Kind kind, String about, int part, int parts, Object record) {
    /** Whether an act was taken. */
    public enum Kind {
        /** Something has changed by it, or it is recorded where no job answers. */
        TAKEN,
        /** It changes nothing, for the reason that the record has. */
        REFUSED
    }

    private static final List<Topic> OF_ACCOUNTS =
            List.of(
                    Topic.OFFENCES,
                    Topic.WARNINGS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.DEPARTMENT,
                    Topic.LEDGER_ALERTS,
                    Topic.ACCOUNT_STANDINGS,
                    Topic.LEDGER_DEAD_LETTERS);

    /** Where the answers to an act are; none where no job answers it. */
    public static List<Topic> topics(Act act) {
        return act.topic() == Topic.ACKS && !isOfNotice(act) ? List.of() : topics(act.topic());
    }

    /** Where the answers to any act of a topic may be. */
    public static List<Topic> topics(Topic sent) {
        return switch (sent) {
            case NOTICES, COUNTER_NOTICES, PROCEEDINGS, CONFIRMATIONS, ACKS ->
                    List.of(Topic.NOTICE_STATUS, Topic.NOTICE_DEAD_LETTERS);
            case LIST -> List.of(Topic.LIST_EFFECTIVE, Topic.DEAD_LETTERS);
            case DECISIONS, ACCOUNTS, APPEALS, RECEIPTS, ACCOUNT_CONFIRMATIONS -> OF_ACCOUNTS;
            case CLAIMS, WORKS, REGISTER_DECISIONS -> List.of(Topic.REGISTER);
            case SIGNAL_DECISIONS -> List.of(Topic.SIGNAL_STATES);
            default -> List.of();
        };
    }

    /**
     * What a record says of an act.
     *
     * @param place where the act's record is
     * @param seen a record that was stored after it, of any topic
     * @return empty where it says nothing of it
     */
    public static Optional<ActAnswer> of(Act act, RecordPlace place, Event seen) {
        Optional<Object> content = seen.readable();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        if (content.get() instanceof DeadLetter letter) {
            return refuses(letter, act, place) ? Optional.of(refused(letter)) : Optional.empty();
        }
        if (isAt(place, seen)) {
            return topics(act).isEmpty() ? Optional.of(taken(seen, act.body())) : Optional.empty();
        }
        return switch (act.topic()) {
            case NOTICES, COUNTER_NOTICES, PROCEEDINGS, CONFIRMATIONS, ACKS ->
                    ofNotice(act, content.get());
            case LIST -> ofList((ListEntry) act.body(), content.get());
            case DECISIONS, ACCOUNTS, APPEALS, RECEIPTS, ACCOUNT_CONFIRMATIONS ->
                    ofAccount(act, seen, content.get());
            case CLAIMS, WORKS, REGISTER_DECISIONS -> ofRegister(act, place, content.get());
            case SIGNAL_DECISIONS ->
                    content.get() instanceof SignalStatus status
                                    && status.signalId().equals(act.key())
                            ? Optional.of(taken(seen, status))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isAt(RecordPlace place, Event seen) {
        return seen.topic().equals(place.topic())
                && seen.partition() == place.partition()
                && seen.offset() == place.offset();
    }

    /**
     * Whether a dead letter is about the record of an act. What a door refuses is named by its
     * place. What the notice clock or the book of an item refuses later is named by the notice or
     * the item and by its time: its place is not known there.
     */
    public static boolean refuses(DeadLetter letter, Act act, RecordPlace place) {
        if (letter.partition() >= 0) {
            return letter.topic().equals(place.topic())
                    && letter.partition() == place.partition()
                    && letter.offset() == place.offset();
        }
        boolean isNamed = act.key().equals(letter.key()) || act.answers().contains(letter.key());
        return isNamed && letter.offset() == act.timeMs();
    }

    private static ActAnswer refused(DeadLetter letter) {
        return new ActAnswer(Kind.REFUSED, letter.deadLetterId(), 0, 1, letter);
    }

    private static ActAnswer taken(Event seen, Object record) {
        return taken(seen.topic() + "/" + seen.key(), record);
    }

    private static ActAnswer taken(String about, Object record) {
        return new ActAnswer(Kind.TAKEN, about, 0, 1, record);
    }

    private static Optional<ActAnswer> ofNotice(Act act, Object content) {
        return content instanceof NoticeStatus status && act.answers().contains(status.noticeId())
                ? Optional.of(taken(status.noticeId(), status))
                : Optional.empty();
    }

    private static boolean isOfNotice(Act act) {
        return act.body() instanceof AlertAcknowledged ack && ack.noticeId() != null;
    }

    /** Each task that decides by the list answers for itself. */
    private static Optional<ActAnswer> ofList(ListEntry entry, Object content) {
        if (!(content instanceof ListEffective effective)
                || !effective.entryId().equals(entry.entryId())
                || effective.version() < entry.version()) {
            return Optional.empty();
        }
        return Optional.of(
                new ActAnswer(
                        Kind.TAKEN,
                        effective.reader() + "/" + effective.entryId(),
                        effective.subtask(),
                        effective.subtasks(),
                        effective));
    }

    private static Optional<ActAnswer> ofAccount(Act act, Event seen, Object content) {
        if (content instanceof AccountStanding standing) {
            return ofAccount(act, seen, standing.accountId(), standing);
        }
        if (content instanceof UserWarning warning) {
            return ofAccount(act, seen, warning.accountId(), warning);
        }
        if (content instanceof OffenceChanged change) {
            return ofAccount(act, seen, change.offence().accountId(), change);
        }
        if (content instanceof AccountCommand command) {
            return ofAccount(act, seen, command.accountId(), command);
        }
        if (content instanceof LedgerAlert alert) {
            return ofAccount(act, seen, alert.accountId(), alert);
        }
        return content instanceof DepartmentReport report
                ? ofAccount(act, seen, report.accountId(), report)
                : Optional.empty();
    }

    private static Optional<ActAnswer> ofAccount(
            Act act, Event seen, String accountId, Object record) {
        return accountId != null && act.answers().contains(accountId)
                ? Optional.of(taken(seen, record))
                : Optional.empty();
    }

    private static Optional<ActAnswer> ofRegister(Act act, RecordPlace place, Object content) {
        if (content instanceof OwnershipConflict conflict) {
            return act.body() instanceof ConflictDecided decided
                            && conflict.workId().equals(decided.workId())
                            && conflict.conflictId().equals(decided.conflictId())
                    ? Optional.of(taken(conflict.conflictId(), conflict))
                    : Optional.empty();
        }
        if (!(content instanceof RegistrationReceipt receipt)) {
            return Optional.empty();
        }
        if (receipt.state() == RegistrationState.REFUSED) {
            return place.toString().equals(receipt.position())
                    ? Optional.of(new ActAnswer(Kind.REFUSED, receipt.workId(), 0, 1, receipt))
                    : Optional.empty();
        }
        return counts(receipt, act.body())
                ? Optional.of(taken(receipt.workId(), receipt))
                : Optional.empty();
    }

    private static boolean counts(RegistrationReceipt receipt, Object body) {
        if (body instanceof WorkClaim claim) {
            return receipt.workId().equals(claim.workId())
                    && claim.claimant().equals(receipt.claimant())
                    && receipt.version() == claim.version();
        }
        return body instanceof RegisteredWork work
                && receipt.workId().equals(work.workId())
                && receipt.claimant() == null
                && receipt.version() >= work.version();
    }
}
