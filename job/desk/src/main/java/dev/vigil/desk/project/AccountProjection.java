package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import java.util.List;

/** Accounts: offences, strikes, warnings with their receipts, appeals, reports. */
final class AccountProjection implements Projection {
    private static final List<String> APPEAL = List.of("account_id", "appeal_id");

    private static final ColumnGroup STANDING =
            ColumnGroup.last(
                    "account",
                    List.of("account_id"),
                    "off",
                    "part",
                    "seq",
                    "step",
                    "strikes",
                    "pending",
                    "offences",
                    "warnings",
                    "proposal_id",
                    "proposal_state",
                    "decide_by",
                    "next_change_at",
                    "ended_at",
                    "erased_at",
                    "tried",
                    "at");

    private static final ColumnGroup OFFENCE =
            ColumnGroup.last(
                    "offence",
                    List.of("account_id", "offence_id"),
                    "off",
                    "part",
                    "state",
                    "kind",
                    "occurred_at",
                    "established_at",
                    "measure",
                    "verdict_id",
                    "changed_at");

    private static final ColumnGroup STRIKE =
            ColumnGroup.last(
                    "strike",
                    List.of("account_id", "seq"),
                    "off",
                    "part",
                    "cause_kind",
                    "before_count",
                    "after_count",
                    "step",
                    "tried",
                    "at");

    private static final ColumnGroup WARNING =
            ColumnGroup.greatest(
                    "warning",
                    List.of("warning_id"),
                    "revision",
                    "off",
                    "part",
                    "account_id",
                    "kind",
                    "attempt",
                    "session_id",
                    "issued_at",
                    "dispute_until");

    private static final ColumnGroup RECEIPT =
            ColumnGroup.last(
                    "warning_receipt",
                    List.of("warning_id", "account_id", "part", "off"),
                    "state",
                    "channel",
                    "at");

    /** An id that is filed again is the same appeal. */
    private static final ColumnGroup FILED = ColumnGroup.first("appeal", APPEAL, "at");

    /** What was filed first may have been refused for what it disputes. */
    private static final ColumnGroup FILED_LAST =
            ColumnGroup.last(
                    "appeal", APPEAL, "off", "part", "offence_id", "measure_id", "reason_code");

    private static final ColumnGroup DECIDED =
            ColumnGroup.last("appeal", APPEAL, "outcome", "decided_at", "decided_by");

    private static final ColumnGroup REPORT =
            ColumnGroup.greatest(
                    "report",
                    List.of("report_id"),
                    "version",
                    "off",
                    "part",
                    "state",
                    "account_id",
                    "sent_at",
                    "acknowledged_at",
                    "at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(
                STANDING, OFFENCE, STRIKE, WARNING, RECEIPT, FILED, FILED_LAST, DECIDED, REPORT);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(AccountStanding.class).ifPresent(it -> standing(record, it, to));
        record.as(OffenceChanged.class).ifPresent(it -> offence(record, it, to));
        record.as(StrikeChanged.class).ifPresent(it -> strike(record, it, to));
        record.as(UserWarning.class).ifPresent(it -> warning(record, it, to));
        record.as(WarningReceipt.class).ifPresent(it -> receipt(record, it, to));
        record.as(AppealFiled.class).ifPresent(it -> filed(record, it, to));
        record.as(AppealDecided.class)
                .ifPresent(
                        it ->
                                to.put(
                                        DECIDED,
                                        it.accountId(),
                                        it.appealId(),
                                        it.outcome(),
                                        it.at(),
                                        it.by()));
        record.as(DepartmentReport.class).ifPresent(it -> report(record, it, to));
    }

    private static void standing(JournaledRecord record, AccountStanding it, RowChanges to) {
        Proposal proposal = it.proposal();
        to.put(
                STANDING,
                it.accountId(),
                record.offset(),
                record.partition(),
                it.seq(),
                it.step(),
                it.strikes().size(),
                it.pending(),
                it.offences(),
                it.warnings(),
                proposal == null ? null : proposal.proposalId(),
                proposal == null ? null : proposal.state(),
                proposal == null ? null : proposal.decideBy(),
                it.nextChangeAt(),
                it.endedAt(),
                it.erasedAt(),
                Boolean.TRUE.equals(it.shadow()),
                it.at());
    }

    private static void offence(JournaledRecord record, OffenceChanged it, RowChanges to) {
        to.put(
                OFFENCE,
                it.offence().accountId(),
                it.offence().offenceId(),
                record.offset(),
                record.partition(),
                it.state(),
                it.offence().kind(),
                it.offence().occurredAt(),
                it.offence().establishedAt(),
                it.offence().measure(),
                it.offence().verdictId(),
                it.changedAt());
    }

    private static void strike(JournaledRecord record, StrikeChanged it, RowChanges to) {
        to.put(
                STRIKE,
                it.accountId(),
                it.seq(),
                record.offset(),
                record.partition(),
                it.causeKind(),
                it.strikesBefore(),
                it.strikesAfter(),
                it.stepAfter(),
                Boolean.TRUE.equals(it.shadow()),
                it.at());
    }

    private static void warning(JournaledRecord record, UserWarning it, RowChanges to) {
        to.put(
                WARNING,
                it.warningId(),
                it.revision(),
                record.offset(),
                record.partition(),
                it.accountId(),
                it.kind(),
                it.attempt(),
                it.sessionId(),
                it.issuedAt(),
                it.disputeUntil());
    }

    private static void receipt(JournaledRecord record, WarningReceipt it, RowChanges to) {
        to.put(
                RECEIPT,
                it.warningId(),
                it.accountId(),
                record.partition(),
                record.offset(),
                it.state(),
                it.channel(),
                it.at());
    }

    private static void filed(JournaledRecord record, AppealFiled it, RowChanges to) {
        to.put(FILED, it.accountId(), it.appealId(), it.at());
        to.put(
                FILED_LAST,
                it.accountId(),
                it.appealId(),
                record.offset(),
                record.partition(),
                it.offenceId(),
                it.measureId(),
                it.reasonCode());
    }

    private static void report(JournaledRecord record, DepartmentReport it, RowChanges to) {
        to.put(
                REPORT,
                it.reportId(),
                it.version(),
                record.offset(),
                record.partition(),
                it.state(),
                it.accountId(),
                it.sentAt(),
                it.acknowledgedAt(),
                it.at());
    }
}
