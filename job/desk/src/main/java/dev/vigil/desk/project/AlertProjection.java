package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import java.util.List;

/** Alerts of notices, of commands and of the ledger, and who has seen them. */
final class AlertProjection implements Projection {
    private static final ColumnGroup ALERT =
            ColumnGroup.last(
                    "alert",
                    List.of("alert_key"),
                    "off",
                    "part",
                    "topic",
                    "subject",
                    "generation",
                    "level",
                    "severity",
                    "fires_at",
                    "told_at",
                    "due_at",
                    "ack_by",
                    "catch_up",
                    "resolved_at",
                    "resolution");

    private static final ColumnGroup RUN =
            ColumnGroup.last(
                    "alert_run",
                    List.of("notice_id", "generation"),
                    "outcome",
                    "stopped_at",
                    "due_at");

    private static final ColumnGroup ACK =
            ColumnGroup.last("ack", List.of("alert_key", "part", "off"), "actor", "at", "note");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(ALERT, RUN, ACK);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(EscalationAlert.class).ifPresent(it -> ofNotice(record, it, to));
        record.as(CommandUnconfirmed.class).ifPresent(it -> ofCommand(record, it, to));
        record.as(LedgerAlert.class).ifPresent(it -> ofLedger(record, it, to));
        record.as(EscalationResolved.class)
                .ifPresent(
                        it ->
                                to.put(
                                        RUN,
                                        it.noticeId(),
                                        it.generation(),
                                        it.outcome(),
                                        it.stoppedAt(),
                                        it.dueAt()));
        record.as(AlertAcknowledged.class)
                .ifPresent(
                        it ->
                                to.put(
                                        ACK,
                                        it.alertKey(),
                                        record.partition(),
                                        record.offset(),
                                        it.actor(),
                                        it.at(),
                                        it.note()));
    }

    private static void ofNotice(JournaledRecord record, EscalationAlert alert, RowChanges to) {
        to.put(
                ALERT,
                alert.alertKey(),
                record.offset(),
                record.partition(),
                record.place().topic(),
                alert.noticeId(),
                alert.generation(),
                alert.level(),
                alert.severity(),
                alert.firesAt(),
                alert.toldAt(),
                alert.dueAt(),
                alert.ackRequiredBy(),
                alert.catchUp(),
                null,
                null);
    }

    private static void ofCommand(JournaledRecord record, CommandUnconfirmed it, RowChanges to) {
        to.put(
                ALERT,
                it.alertKey(),
                record.offset(),
                record.partition(),
                record.place().topic(),
                it.sessionId(),
                null,
                it.measure(),
                null,
                it.issuedAt(),
                record.envelope().timeMs(),
                it.dueAt(),
                null,
                false,
                it.resolvedAt(),
                it.resolution());
    }

    private static void ofLedger(JournaledRecord record, LedgerAlert alert, RowChanges to) {
        to.put(
                ALERT,
                alert.alertKey(),
                record.offset(),
                record.partition(),
                record.place().topic(),
                alert.accountId(),
                null,
                alert.kind(),
                null,
                alert.since(),
                alert.at(),
                null,
                null,
                false,
                alert.resolvedAt(),
                null);
    }
}
