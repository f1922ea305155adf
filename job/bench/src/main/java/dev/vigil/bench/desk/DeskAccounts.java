package dev.vigil.bench.desk;

import static dev.vigil.bench.desk.DeskPlan.DAY_MS;
import static dev.vigil.bench.desk.DeskPlan.HOUR_MS;

import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceChangedBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.StrikeChangedBuilder;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.EventType;
import java.util.List;

/** One account in ten has offences; of these one in twenty is about to lose its service. */
final class DeskAccounts {
    private static final int OFFENDS_ONE_IN = 10;
    private static final int PROPOSED_ONE_IN = 20;
    private static final String LADDER = "ladder-2";

    private final DeskPlan plan;
    private final EventSink out;

    DeskAccounts(DeskPlan plan, EventSink out) {
        this.plan = plan;
        this.out = out;
    }

    void send() {
        for (int account = 0; account < plan.accounts(); account += OFFENDS_ONE_IN) {
            offences(account);
            standing(account);
            if (isProposed(account)) {
                proposed(account);
            }
        }
    }

    static boolean isProposed(int account) {
        return account % (OFFENDS_ONE_IN * PROPOSED_ONE_IN) == 0;
    }

    /** An account with a report, at or before this one. */
    static int withReport(int account) {
        return account - account % (OFFENDS_ONE_IN * PROPOSED_ONE_IN);
    }

    static String report(int account) {
        return DeskPlan.account(account) + "/report/1";
    }

    private int many(int account) {
        return 1 + plan.random("offences", account).nextInt(5);
    }

    private long at(int account, int offence) {
        long session = plan.random("when", account).nextInt(plan.sessions());
        return Math.min(plan.judgedAt(session) + offence * DAY_MS, plan.toMs() - HOUR_MS);
    }

    private void offences(int number) {
        String account = DeskPlan.account(number);
        for (int offence = 0; offence < many(number); offence++) {
            long at = at(number, offence);
            String id = "session:live-" + number + "-" + offence;
            out.send(
                    EventType.OFFENCE_CHANGED,
                    account + "/" + id,
                    at,
                    OffenceChangedBuilder.builder()
                            .offence(
                                    OffenceBuilder.builder()
                                            .accountId(account)
                                            .offenceId(id)
                                            .kind(OffenceKind.SESSION)
                                            .occurredAt(at)
                                            .establishedAt(at)
                                            .reasons(List.of(reason(number)))
                                            .works(List.of(work(number)))
                                            .measure(Measure.STOP_STREAM)
                                            .verdictId(DeskPlan.verdict(number))
                                            .build())
                            .state(OffenceState.STANDING)
                            .changedAt(at)
                            .build());
            strike(account, offence, id, at);
            warning(account, number, offence, id, at);
        }
    }

    private OffenceReason reason(int number) {
        return new OffenceReason(
                "list/" + DeskPlan.entry(number % plan.entries()),
                GroundKind.LISTED_IN_SCREENING,
                1L,
                List.of(),
                true);
    }

    private String work(int number) {
        return DeskPlan.work(number % plan.works());
    }

    private void strike(String account, int offence, String cause, long at) {
        out.send(
                EventType.STRIKE_CHANGED,
                account,
                at,
                StrikeChangedBuilder.builder()
                        .accountId(account)
                        .seq(offence + 1)
                        .causeId(cause)
                        .causeKind("OFFENCE")
                        .offencesBefore(offence)
                        .offencesAfter(offence + 1)
                        .strikesBefore(offence)
                        .strikesAfter(offence + 1)
                        .stepBefore(offence == 0 ? LadderStep.S0 : LadderStep.S1)
                        .stepAfter(LadderStep.S1)
                        .ladderVersion(LADDER)
                        .at(at)
                        .build());
    }

    private void warning(String account, int number, int offence, String cause, long at) {
        String id = account + "/STRIKE/" + (offence + 1);
        out.send(
                EventType.USER_WARNING,
                account,
                at,
                UserWarningBuilder.builder()
                        .warningId(id)
                        .accountId(account)
                        .kind(WarningKind.STRIKE)
                        .revision(1)
                        .attempt(1)
                        .offences(List.of(cause))
                        .works(List.of(work(number)))
                        .timeCodes(List.of())
                        .owners(List.of(plan.owner(number % plan.works())))
                        .zh(new WarningText("违规警告", "您的直播播放了正在上映的电影，现给予一次警告。"))
                        .en(
                                new WarningText(
                                        "Strike",
                                        "Your stream showed a film that is in cinemas. You may"
                                                + " dispute this within 30 days."))
                        .templateVersion("templates-1")
                        .disputeUntil(at + 30 * DAY_MS)
                        .step(LadderStep.S1)
                        .issuedAt(at)
                        .build());
        out.send(
                EventType.WARNING_RECEIPT,
                account,
                at + HOUR_MS,
                new WarningReceipt(id, account, ReceiptState.READ, at + HOUR_MS, "app", null));
    }

    private Restriction restriction(String account) {
        return new Restriction(
                account + "/S2/1/LIVE_OFF",
                Measure.LIVE_OFF,
                plan.toMs() - 5 * DAY_MS,
                plan.toMs() + 25 * DAY_MS,
                null);
    }

    private Proposal proposal(int number) {
        return isProposed(number)
                ? new Proposal(
                        DeskPlan.account(number) + "/proposal/1",
                        ProposalState.OPEN,
                        plan.toMs() - 2 * DAY_MS,
                        plan.toMs() + DAY_MS + number,
                        null,
                        null,
                        null)
                : null;
    }

    private Strike strike(int number) {
        String offence = "session:live-" + number + "-0";
        return new Strike(
                DeskPlan.account(number) + "/" + offence,
                List.of(offence),
                null,
                plan.toMs() + 80 * DAY_MS);
    }

    private void standing(int number) {
        String account = DeskPlan.account(number);
        LadderStep step =
                isProposed(number)
                        ? LadderStep.S3
                        : many(number) > 3 ? LadderStep.S2 : LadderStep.S1;
        out.send(
                EventType.ACCOUNT_STANDING,
                account,
                at(number, many(number)),
                AccountStandingBuilder.builder()
                        .accountId(account)
                        .seq(many(number))
                        .step(step)
                        .strikes(List.of(strike(number)))
                        .offences(many(number))
                        .warnings(many(number))
                        .restrictions(
                                step == LadderStep.S1 ? List.of() : List.of(restriction(account)))
                        .proposal(proposal(number))
                        .nextChangeAt(plan.toMs() + 20 * DAY_MS)
                        .linked(List.of())
                        .ladderVersion(LADDER)
                        .at(at(number, many(number)))
                        .build());
    }

    private void proposed(int number) {
        String account = DeskPlan.account(number);
        long at = plan.toMs() - 2 * DAY_MS;
        out.send(
                EventType.ACCOUNT_COMMAND,
                account,
                at,
                AccountCommandBuilder.builder()
                        .commandId(account + "/S2/1/LIVE_OFF")
                        .accountId(account)
                        .measure(Measure.LIVE_OFF)
                        .from(at)
                        .until(at + 30 * DAY_MS)
                        .step(LadderStep.S2)
                        .reason("STRIKES")
                        .issuedAt(at)
                        .deadline(at + HOUR_MS)
                        .build());
        out.send(
                EventType.APPEAL_FILED,
                account,
                at,
                AppealFiledBuilder.builder()
                        .appealId("appeal-" + number)
                        .accountId(account)
                        .offenceId("session:live-" + number + "-0")
                        .at(at)
                        .reasonCode("NOT_MINE")
                        .build());
        out.send(
                EventType.LEDGER_ALERT,
                account + "/proposal/UNDECIDED",
                at + DAY_MS,
                new LedgerAlert(
                        account + "/proposal/UNDECIDED",
                        LedgerAlertKind.UNDECIDED,
                        account,
                        "proposal 1",
                        at,
                        at + DAY_MS,
                        1,
                        null));
        reported(number, at);
    }

    private void reported(int number, long at) {
        String account = DeskPlan.account(number);
        out.send(
                EventType.DEPARTMENT_REPORT,
                report(number),
                at,
                DepartmentReportBuilder.builder()
                        .reportId(report(number))
                        .version(1)
                        .state(ReportState.DRAFT)
                        .accountId(account)
                        .identityRef("vault:" + number)
                        .from(plan.fromMs())
                        .to(at)
                        .step(LadderStep.S3)
                        .strikes(List.of(strike(number)))
                        .measures(List.of(restriction(account)))
                        .proposal(proposal(number))
                        .linked(List.of())
                        .ladderVersion(LADDER)
                        .at(at)
                        .build());
    }
}
