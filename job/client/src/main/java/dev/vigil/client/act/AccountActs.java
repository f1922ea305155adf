package dev.vigil.client.act;

import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.UserReportsOutcome;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What is decided about an account, its reports and what users report. {@code by} is a pointer to
 * the person, {@code nowMs} UTC epoch ms.
 */
public final class AccountActs {
    private AccountActs() {}

    /**
     * The open proposal to end the account's service.
     *
     * @param deferred with DEFER: how long it is put off; else null
     */
    public static Act decide(
            ActFacts known,
            String accountId,
            ProposalDecision decision,
            Duration deferred,
            String by,
            String reason,
            long nowMs)
            throws IOException {
        if (decision == ProposalDecision.DEFER != (deferred != null)) {
            throw new FieldRefused(
                    "decision.deferred",
                    "--for: expected with DEFER and with nothing else, got "
                            + (deferred == null ? "none" : "it with " + decision)
                            + "; correct it");
        }
        StandingDecided decided =
                new StandingDecided(
                        requireOpen(accountId, known.proposal(accountId)).proposalId(),
                        accountId,
                        decision,
                        deferred == null ? null : Long.valueOf(nowMs + deferred.toMillis()),
                        by,
                        reason,
                        nowMs);
        return act(EventType.STANDING_DECIDED, accountId, nowMs, decided);
    }

    private static Proposal requireOpen(String accountId, Optional<Proposal> proposal)
            throws ActRefused {
        return proposal.filter(
                        it ->
                                it.state() == ProposalState.OPEN
                                        || it.state() == ProposalState.DEFERRED)
                .orElseThrow(
                        () ->
                                new ActRefused(
                                        "proposal.open",
                                        "ACCOUNT: expected one with an open proposal, got '"
                                                + accountId
                                                + "', "
                                                + proposal.map(it -> "whose is " + it.state())
                                                        .orElse("which has none")
                                                + "; see vigil account show "
                                                + accountId,
                                        accountId));
    }

    /** An offence counts no more. Whether it is there the job says. */
    public static Act waive(OffenceWaived waived) {
        return act(EventType.OFFENCE_WAIVED, waived.accountId(), waived.at(), waived);
    }

    /**
     * An appeal.
     *
     * @param accountId whose it is; null where that is to be looked up
     * @param reason for the user
     */
    public static Act decideAppeal(
            ActFacts known,
            String appealId,
            String accountId,
            AppealOutcome outcome,
            String by,
            String reason,
            long nowMs)
            throws IOException {
        String whose = accountId == null ? appellant(known, appealId) : accountId;
        return act(
                EventType.APPEAL_DECIDED,
                whose,
                nowMs,
                new AppealDecided(appealId, whose, outcome, by, reason, nowMs));
    }

    private static String appellant(ActFacts known, String appealId) throws IOException {
        return known.accountOfAppeal(appealId)
                .orElseThrow(
                        () ->
                                new ActRefused(
                                        "appeal.unknown",
                                        "APPEAL: expected one that was filed, got '"
                                                + appealId
                                                + "'; see vigil watch appeals, or name its account"
                                                + " with --account",
                                        appealId));
    }

    /**
     * The last version of a report to a department, which is a draft.
     *
     * @param reason in words; null with APPROVE
     */
    public static Act decideReport(
            ActFacts known,
            String reportOrAccount,
            ReportDecision decision,
            String by,
            String reason,
            long nowMs)
            throws IOException {
        DepartmentReport report = requireReport(known, reportOrAccount, Set.of(ReportState.DRAFT));
        return act(
                EventType.REPORT_DECIDED,
                report.accountId(),
                nowMs,
                new ReportDecided(
                        report.reportId(),
                        report.accountId(),
                        report.version(),
                        decision,
                        by,
                        reason,
                        nowMs));
    }

    /**
     * A report that was approved or corrected was sent; one that was sent was acknowledged.
     *
     * @param channel how
     * @param documentRef reference to the document
     */
    public static Act reportDelivered(
            ActFacts known,
            String reportOrAccount,
            DeliveryState state,
            String channel,
            String documentRef,
            String by,
            long nowMs)
            throws IOException {
        Set<ReportState> from =
                state == DeliveryState.SENT
                        ? Set.of(ReportState.APPROVED, ReportState.CORRECTED)
                        : Set.of(ReportState.SENT);
        DepartmentReport report = requireReport(known, reportOrAccount, from);
        return act(
                EventType.REPORT_DELIVERED,
                report.accountId(),
                nowMs,
                new ReportDelivered(
                        report.reportId(),
                        report.accountId(),
                        report.version(),
                        state,
                        channel,
                        documentRef,
                        by,
                        nowMs));
    }

    private static DepartmentReport requireReport(
            ActFacts known, String reportOrAccount, Set<ReportState> from) throws IOException {
        DepartmentReport report =
                known.report(reportOrAccount).orElseThrow(() -> noReport(reportOrAccount));
        if (!from.contains(report.state())) {
            throw new ActRefused(
                    "report.state",
                    "REPORT: expected one that is "
                            + String.join(" or ", from.stream().map(Enum::name).sorted().toList())
                            + ", got '"
                            + report.reportId()
                            + "', which is "
                            + report.state()
                            + "; see vigil report show "
                            + report.reportId(),
                    report.reportId(),
                    report.state());
        }
        return report;
    }

    /** What is said where there is no such report. */
    public static ActRefused noReport(String reportOrAccount) {
        return new ActRefused(
                "report.unknown",
                "REPORT: expected the id of a report or its account, got '"
                        + reportOrAccount
                        + "'; see vigil report list",
                reportOrAccount);
    }

    /**
     * A person has looked at what users reported of one stream or upload. No job answers it.
     *
     * @param shown what the person has seen of it; null for all that is known
     * @param ref what followed, such as {@code notice/n-5}; null where nothing did
     */
    public static Act reportsDone(
            ActFacts known,
            String subjectId,
            OpenReports shown,
            String ref,
            String by,
            String reason,
            long nowMs)
            throws IOException {
        OpenReports open =
                known.openReports(subjectId)
                        .orElseThrow(
                                () ->
                                        new ActRefused(
                                                "reports.none",
                                                "SUBJECT: expected a stream or upload with a report"
                                                        + " to be looked at, got '"
                                                        + subjectId
                                                        + "', which has none; see vigil"
                                                        + " user-report list",
                                                subjectId));
        // What is not known yet was not seen, whatever a form has in it.
        OpenReports seen = shown == null ? open : shown;
        UserReportsTriaged triaged =
                new UserReportsTriaged(
                        subjectId,
                        Math.min(open.lastStoredAt(), seen.lastStoredAt()),
                        Math.min(open.lastOffset(), seen.lastOffset()),
                        ref == null ? UserReportsOutcome.DISMISSED : UserReportsOutcome.ACTED,
                        ref,
                        by,
                        reason,
                        nowMs);
        return Act.of(
                Topic.USER_REPORTS_TRIAGE,
                EventType.USER_REPORTS_TRIAGED,
                subjectId,
                nowMs,
                triaged);
    }

    private static Act act(EventType type, String accountId, long atMs, Object decided) {
        return Act.of(Topic.DECISIONS, type, accountId, atMs, decided);
    }
}
