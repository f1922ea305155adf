package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.wire.Topic;
import java.util.List;

/** Commands on sessions, items and accounts, and what the platform answered. */
final class CommandProjection implements Projection {
    private static final List<String> COMMAND = List.of("command_id");
    private static final String CONFIRMED = "CONFIRMED";
    private static final String FAILED = "FAILED";
    private static final String ENDED = "ENDED";

    private static final ColumnGroup ISSUED =
            ColumnGroup.last(
                    "command",
                    COMMAND,
                    "off",
                    "part",
                    "topic",
                    "subject",
                    "of_id",
                    "measure",
                    "work_id",
                    "issued_at",
                    "deadline",
                    "attempt",
                    "reason_code",
                    "is_item");

    private static final ColumnGroup UNCONFIRMED =
            ColumnGroup.last(
                    "command", COMMAND, "unconfirmed_at", "failure", "resolved_at", "resolution");

    private static final List<String> OF_ANSWER = List.of("command_id", "topic", "subject");

    /** In the row of the answer that it waits for. */
    private static final ColumnGroup WAITING =
            ColumnGroup.last("command_answer", OF_ANSWER, "issued_at");

    private static final ColumnGroup ANSWER =
            ColumnGroup.last(
                    "command_answer",
                    OF_ANSWER,
                    "answer",
                    "at",
                    "measure",
                    "message",
                    "off",
                    "part");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(ISSUED, UNCONFIRMED, WAITING, ANSWER);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(EnforcementCommand.class).ifPresent(it -> ofSession(record, it, to));
        record.as(NoticeCommand.class).ifPresent(it -> ofItem(record, it, to));
        record.as(AccountCommand.class).ifPresent(it -> ofAccount(record, it, to));
        record.as(CommandUnconfirmed.class)
                .ifPresent(
                        it ->
                                to.put(
                                        UNCONFIRMED,
                                        it.commandId(),
                                        it.deadline(),
                                        it.failure(),
                                        it.resolvedAt(),
                                        it.resolution()));
        record.as(LedgerAlert.class)
                .filter(it -> it.kind() == LedgerAlertKind.UNCONFIRMED)
                .ifPresent(it -> ofAlert(it, to));
        record.as(ActionConfirmed.class)
                .filter(it -> it.commandId() != null)
                .ifPresent(
                        it ->
                                answer(
                                        record,
                                        it.commandId(),
                                        CONFIRMED,
                                        it.effectiveAt(),
                                        it.measure(),
                                        it.evidence(),
                                        to));
        record.as(ItemBack.class)
                .filter(it -> it.commandId() != null)
                .ifPresent(
                        it ->
                                answer(
                                        record,
                                        it.commandId(),
                                        FAILED,
                                        it.at(),
                                        null,
                                        it.reason(),
                                        to));
    }

    /** The ledger job publishes that its alert is over, not why. */
    private static void ofAlert(LedgerAlert it, RowChanges to) {
        String resolution = it.resolvedAt() == null ? null : ENDED;
        to.put(UNCONFIRMED, it.subject(), it.since(), null, it.resolvedAt(), resolution);
    }

    private static void answer(
            JournaledRecord record,
            String commandId,
            String answer,
            long at,
            Object measure,
            String message,
            RowChanges to) {
        to.put(
                ANSWER,
                commandId,
                record.place().topic(),
                record.keyText(),
                answer,
                at,
                measure,
                message,
                record.offset(),
                record.partition());
    }

    private static void waits(
            String commandId, Topic answers, String subject, long issuedAt, RowChanges to) {
        to.put(WAITING, commandId, answers.topicName(), subject, issuedAt);
    }

    private static void ofSession(JournaledRecord record, EnforcementCommand it, RowChanges to) {
        to.put(
                ISSUED,
                it.commandId(),
                record.offset(),
                record.partition(),
                record.place().topic(),
                it.sessionId(),
                it.verdictId(),
                it.measure(),
                it.workId(),
                it.issuedAt(),
                it.deadline(),
                it.attempt() == null ? 1 : it.attempt(),
                it.reasonCode(),
                false);
        waits(it.commandId(), Topic.SESSION_CONFIRMATIONS, it.sessionId(), it.issuedAt(), to);
    }

    private static void ofItem(JournaledRecord record, NoticeCommand it, RowChanges to) {
        to.put(
                ISSUED,
                it.commandId(),
                record.offset(),
                record.partition(),
                record.place().topic(),
                it.itemId(),
                it.noticeId(),
                it.measure(),
                null,
                it.issuedAt(),
                it.deadline(),
                1,
                it.reasonCode(),
                true);
        waits(it.commandId(), Topic.CONFIRMATIONS, it.itemId(), it.issuedAt(), to);
    }

    private static void ofAccount(JournaledRecord record, AccountCommand it, RowChanges to) {
        to.put(
                ISSUED,
                it.commandId(),
                record.offset(),
                record.partition(),
                record.place().topic(),
                it.accountId(),
                it.lifts(),
                it.measure(),
                null,
                it.issuedAt(),
                it.deadline(),
                it.attempt() == null ? 1 : it.attempt(),
                it.reason(),
                false);
        waits(it.commandId(), Topic.ACCOUNT_CONFIRMATIONS, it.accountId(), it.issuedAt(), to);
    }
}
