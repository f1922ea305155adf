package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Alerts of notices, of commands and of the ledger, and who has seen them. */
final class AlertProjection implements Projection {
    /** Key of a notice's alert: the notice, the run of its clock, the level. */
    private static final Pattern OF_NOTICE = Pattern.compile("(.*)/(\\d{1,18})/([^/]+)");

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

    private static final List<String> OF_RUN = List.of("notice_id", "generation");

    private static final ColumnGroup RUN =
            ColumnGroup.last("alert_run", OF_RUN, "outcome", "stopped_at", "due_at");

    /** Of a run only the highest level counts: those before it led there. */
    private static final ColumnGroup HIGHEST =
            ColumnGroup.greatest(
                    "alert_run", OF_RUN, "last_order", "last_key", "last_by", "last_since");

    private static final ColumnGroup SEEN = ColumnGroup.greatest("alert_run", OF_RUN, "seen_order");

    private static final ColumnGroup ACK =
            ColumnGroup.last("ack", List.of("alert_key", "part", "off"), "actor", "at", "note");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(ALERT, RUN, HIGHEST, SEEN, ACK);
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
        record.as(AlertAcknowledged.class).ifPresent(it -> acknowledged(record, it, to));
    }

    private static void acknowledged(JournaledRecord record, AlertAcknowledged it, RowChanges to) {
        to.put(
                ACK,
                it.alertKey(),
                record.partition(),
                record.offset(),
                it.actor(),
                it.at(),
                it.note());
        Matcher ofRun = OF_NOTICE.matcher(it.alertKey());
        if (ofRun.matches() && ofRun.group(1).equals(it.noticeId())) {
            to.put(
                    SEEN,
                    it.noticeId(),
                    Long.parseLong(ofRun.group(2)),
                    LevelOrder.of(ofRun.group(3)));
        }
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
        to.put(
                HIGHEST,
                alert.noticeId(),
                alert.generation(),
                LevelOrder.of(alert.level()),
                alert.alertKey(),
                place(alert),
                alert.firesAt());
    }

    /**
     * By when it is to be acknowledged. A breach asks for that by no time: its place is when the
     * notice was due.
     */
    private static long place(EscalationAlert alert) {
        if (alert.ackRequiredBy() != null) {
            return alert.ackRequiredBy();
        }
        return alert.firesAt() >= alert.dueAt() ? alert.dueAt() : NoticeProjection.NO_TIME;
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
                it.deadline(),
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
