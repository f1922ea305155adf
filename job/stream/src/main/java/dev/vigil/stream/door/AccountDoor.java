package dev.vigil.stream.door;

import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What platforms and people say of accounts. Each topic has one writing party, so a type on another
 * topic is refused: no platform decides an appeal.
 */
public final class AccountDoor extends Door<AccountFact> {
    private static final long serialVersionUID = 1L;

    public AccountDoor(WallClock now) {
        super(AccountFact.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<AccountFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        switch (event) {
            case WARNING_RECEIPT -> {
                WarningReceipt receipt = read(record, WarningReceipt.class);
                admit(record, Kind.RECEIPT, receipt.accountId(), receipt.at(), receipt, out);
            }
            case EDUCATION_COMPLETED -> {
                EducationCompleted done = read(record, EducationCompleted.class);
                admit(record, Kind.EDUCATION, done.accountId(), done.at(), done, out);
            }
            case APPEAL_FILED -> {
                AppealFiled filed = read(record, AppealFiled.class);
                admit(record, Kind.APPEAL_FILED, filed.accountId(), filed.at(), filed, out);
            }
            case APPEAL_DECIDED -> {
                AppealDecided decided = read(record, AppealDecided.class);
                requirePerson(envelope, decided.by());
                admit(record, Kind.APPEAL_DECIDED, decided.accountId(), decided.at(), decided, out);
            }
            case STANDING_DECIDED -> {
                StandingDecided decided = read(record, StandingDecided.class);
                requirePerson(envelope, decided.by());
                requireKey(record, decided.accountId());
                boolean isAlone =
                        decided.decision() == ProposalDecision.CARRY_OUT && isAlone(envelope);
                out.collect(
                        fact(record, Kind.DECIDED, decided.accountId(), decided.at(), decided)
                                .withAlone(isAlone ? Boolean.TRUE : null));
            }
            case REPORT_DECIDED -> {
                ReportDecided decided = read(record, ReportDecided.class);
                requirePerson(envelope, decided.by());
                admit(record, Kind.REPORT_DECIDED, decided.accountId(), decided.at(), decided, out);
            }
            case REPORT_DELIVERED -> {
                ReportDelivered sent = read(record, ReportDelivered.class);
                requirePerson(envelope, sent.by());
                admit(record, Kind.REPORT_DELIVERED, sent.accountId(), sent.at(), sent, out);
            }
            case OFFENCE_WAIVED -> {
                OffenceWaived waived = read(record, OffenceWaived.class);
                requirePerson(envelope, waived.by());
                admit(record, Kind.WAIVED, waived.accountId(), waived.at(), waived, out);
            }
            case ACTION_CONFIRMED -> {
                ActionConfirmed confirmed = read(record, ActionConfirmed.class);
                requireCommand(confirmed.commandId());
                admit(
                        record,
                        Kind.CONFIRMED,
                        confirmed.itemId(),
                        confirmed.effectiveAt(),
                        confirmed,
                        out);
            }
            case ACTION_REVERSED -> {
                ItemBack failed = read(record, ItemBack.class);
                requireCommand(failed.commandId());
                admit(record, Kind.FAILED, failed.itemId(), failed.at(), failed, out);
            }
            case ACCOUNT_OPENED -> {
                AccountOpened opened = read(record, AccountOpened.class);
                requireKey(record, opened.accountId() + "/opened");
                out.collect(fact(record, Kind.OPENED, opened.accountId(), opened.at(), opened));
            }
            case ACCOUNT_LINKED -> {
                AccountLinked linked = read(record, AccountLinked.class);
                requirePerson(envelope, linked.by());
                requireKey(record, linked.accountId() + "/linked");
                out.collect(fact(record, Kind.LINKED, linked.accountId(), linked.at(), linked));
            }
            case ACCOUNT_ERASED -> {
                AccountErased erased = read(record, AccountErased.class);
                requireKey(record, erased.accountId() + "/erased");
                out.collect(fact(record, Kind.ERASED, erased.accountId(), erased.at(), erased));
            }
            default -> throw wrongTopic(event, record);
        }
    }

    private void admit(
            ConsumerRecord<byte[], byte[]> record,
            Kind kind,
            String accountId,
            long at,
            Object data,
            Collector<AccountFact> out) {
        requireKey(record, accountId);
        out.collect(fact(record, kind, accountId, at, data));
    }

    private AccountFact fact(
            ConsumerRecord<byte[], byte[]> record,
            Kind kind,
            String accountId,
            long at,
            Object data) {
        refuseFuture(record, "at", at);
        return AccountFact.of(kind, accountId, at, data)
                .withPosition(
                        new RecordPosition(record.topic(), record.partition(), record.offset()));
    }

    /** Whether that is enough is decided where it is known if the decision is read again. */
    private static boolean isAlone(Envelope envelope) {
        return envelope.approver() == null || envelope.approver().equals(envelope.actor());
    }

    private static void requireCommand(String commandId) {
        if (commandId == null) {
            throw new Refused(
                    "NO_COMMAND",
                    "commandId: expected the id of the command that it answers, got none; name"
                            + " it as in account.command");
        }
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return Json.enter(record.value(), type);
    }

    /** A compacted topic may lose a key; what an account has done is not undone by that. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<AccountFact> out) {}

    /** The platform reads the dead letters, and is not to read what people decide. */
    @Override
    int mostDeadBytes(ConsumerRecord<byte[], byte[]> record) {
        boolean isDecision = record.topic().equals(Topic.DECISIONS.topicName());
        return isDecision ? 0 : super.mostDeadBytes(record);
    }

    @Override
    AccountFact dead(DeadLetter letter) {
        return AccountFact.of(Kind.DEAD, null, 0, letter);
    }

    /** Accounts are rebuilt from their topics, and have to come out the same. */
    @Override
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return appendedMs(record);
    }
}
