package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.signal.SignalStatus;
import java.util.List;

/** What others report: peers by signals, users by reports; and the seals of the audit log. */
final class SignalProjection implements Projection {
    private static final ColumnGroup SIGNAL =
            ColumnGroup.last(
                    "signal",
                    List.of("signal_id"),
                    "off",
                    "part",
                    "origin",
                    "kind",
                    "version",
                    "state",
                    "reason_code",
                    "title",
                    "confirmations",
                    "disputes",
                    "sessions",
                    "decided_by",
                    "expires_at",
                    "at");

    private static final ColumnGroup REPORTED =
            ColumnGroup.last(
                    "user_report",
                    List.of("subject_id", "part", "off"),
                    "report_id",
                    "account_id",
                    "work_id",
                    "reason_code",
                    "at",
                    "stored_at");

    private static final List<String> SUBJECT = List.of("subject_id");

    private static final ColumnGroup REPORTED_FROM =
            ColumnGroup.first("user_report_triage", SUBJECT, "reported_from");

    private static final ColumnGroup REPORTED_TO =
            ColumnGroup.greatest("user_report_triage", SUBJECT, "reported_to");

    private static final ColumnGroup REPORTED_OFF =
            ColumnGroup.greatest("user_report_triage", SUBJECT, "reported_off");

    private static final ColumnGroup SEEN_TO =
            ColumnGroup.greatest("user_report_triage", SUBJECT, "seen_to");

    private static final ColumnGroup SEEN_OFF =
            ColumnGroup.greatest("user_report_triage", SUBJECT, "seen_off");

    private static final ColumnGroup TRIAGED =
            ColumnGroup.last(
                    "user_report_triage", SUBJECT, "off", "part", "outcome", "decided_by", "at");

    private static final ColumnGroup SEAL =
            ColumnGroup.last("seal", List.of("origin", "size"), "off", "part", "at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(
                SIGNAL,
                REPORTED,
                REPORTED_FROM,
                REPORTED_TO,
                REPORTED_OFF,
                SEEN_TO,
                SEEN_OFF,
                TRIAGED,
                SEAL);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(SignalStatus.class).ifPresent(it -> signal(record, it, to));
        record.as(UserReport.class).ifPresent(it -> reported(record, it, to));
        record.as(UserReportsTriaged.class).ifPresent(it -> triaged(record, it, to));
        record.as(AuditSeal.class)
                .ifPresent(
                        it ->
                                to.put(
                                        SEAL,
                                        it.origin(),
                                        it.size(),
                                        record.offset(),
                                        record.partition(),
                                        it.at()));
    }

    private static void signal(JournaledRecord record, SignalStatus it, RowChanges to) {
        to.put(
                SIGNAL,
                it.signalId(),
                record.offset(),
                record.partition(),
                it.origin(),
                it.kind(),
                it.version(),
                it.state(),
                it.reasonCode(),
                it.title(),
                it.confirmations(),
                it.disputes(),
                it.sessions(),
                it.decidedBy(),
                it.expiresAt(),
                it.at());
    }

    private static void reported(JournaledRecord record, UserReport it, RowChanges to) {
        to.put(
                REPORTED,
                it.subjectId(),
                record.partition(),
                record.offset(),
                it.reportId(),
                it.accountId(),
                it.workId(),
                it.reasonCode(),
                it.at(),
                record.time().ms());
        to.put(REPORTED_FROM, it.subjectId(), record.time().ms());
        to.put(REPORTED_TO, it.subjectId(), record.time().ms());
        to.put(REPORTED_OFF, it.subjectId(), record.offset());
    }

    private static void triaged(JournaledRecord record, UserReportsTriaged it, RowChanges to) {
        to.put(
                TRIAGED,
                it.subjectId(),
                record.offset(),
                record.partition(),
                it.outcome(),
                it.by(),
                it.at());
        to.put(SEEN_TO, it.subjectId(), it.until());
        to.put(SEEN_OFF, it.subjectId(), it.untilOffset());
    }
}
