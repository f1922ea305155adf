package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.filed;
import static dev.vigil.account.TestingAccounts.ground;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.notice;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static dev.vigil.account.TestingAccounts.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final String FIRST = ACCOUNT + "/FIRST/session:0";
    private static final long SETTLED = 10_000;

    private final Account account = new Account(ACCOUNT, null);
    private final Fold fold = new Fold(LedgerRules.DEFAULTS);
    private final List<AccountStanding> standings = new ArrayList<>();
    private final List<DepartmentReport> reports = new ArrayList<>();

    private FoldOutput at(long t, AccountFact... facts) {
        for (AccountFact fact : facts) {
            FactIntake.take(account, fact, false);
        }
        FoldOutput output = fold.at(account, t, 1);
        standings.addAll(output.standings());
        reports.addAll(output.reports());
        return output;
    }

    private AccountStanding standing() {
        return standings.get(standings.size() - 1);
    }

    /** A first offence whose warning was delivered an hour later. */
    private void warned() {
        at(T0_MS + 60_000, offence("session:0", T0_MS));
        at(T0_MS + HOUR_MS, receipt(FIRST, ReceiptState.DELIVERED, T0_MS + HOUR_MS));
    }

    private static long day(int day) {
        return T0_MS + day * 2 * DAY_MS;
    }

    /** So many strikes, two days apart, each folded and settled. */
    private List<AccountCommand> strikes(int many) {
        warned();
        List<AccountCommand> commands = new ArrayList<>();
        for (int i = 1; i <= many; i++) {
            commands.addAll(at(day(i) + 60_000, offence("session:" + i, day(i))).commands());
            commands.addAll(at(day(i) + 60_000 + SETTLED).commands());
        }
        return commands;
    }

    private static String proposal(int strike) {
        return ACCOUNT + "/proposal/session:" + strike;
    }

    @Test
    void anOffenceThatFellIsPublishedOnce() {
        warned();
        long fellAt = T0_MS + DAY_MS;
        assertThat(at(fellAt, ground("list/entry-1", false, 2, fellAt)).offences())
                .extracting(OffenceChanged::state, OffenceChanged::changedAt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(OffenceState.FALLEN, fellAt));
        long later = T0_MS + 3 * DAY_MS;
        AccountFact another = fact(offence("session:9", later, later + 60_000, notice("n9", true)));
        assertThat(at(later + 60_000, another).offences())
                .extracting(one -> one.offence().offenceId())
                .containsExactly("session:9");
    }

    // Steps and measures ------------------------------------------------------------------------

    @Test
    void aFirstOffenceIsWarnedAboutAndIsNoStrike() {
        FoldOutput output = at(T0_MS + 60_000, offence("session:0", T0_MS));
        assertThat(output.warnings())
                .extracting(UserWarning::warningId, UserWarning::kind, UserWarning::offences)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                FIRST, WarningKind.FIRST, List.of("session:0")));
        assertThat(output.commands()).isEmpty();
        assertThat(output.strikes()).isEmpty();
        assertThat(standing().step()).isEqualTo(LadderStep.S0);
        assertThat(at(T0_MS + 61_000).warnings()).isEmpty();
    }

    @Test
    void stepsAreCommandedOnceTheyHaveSettled() {
        warned();
        FoldOutput up = at(day(1) + 60_000, offence("session:1", day(1)));
        assertThat(up.strikes())
                .extracting(StrikeChanged::stepAfter)
                .containsExactly(LadderStep.S1);
        assertThat(up.commands()).isEmpty();
        assertThat(up.nextAt()).isEqualTo(day(1) + 60_000 + SETTLED);
        assertThat(at(day(1) + 60_000 + SETTLED - 1).commands()).isEmpty();
        assertThat(at(day(1) + 60_000 + SETTLED).commands())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.measure()).isEqualTo(Measure.LIVE_OFF);
                            assertThat(one.from()).isEqualTo(day(1) + 60_000);
                            assertThat(one.until()).isEqualTo(day(1) + 60_000 + 7 * DAY_MS);
                        });
    }

    /**
     * A dispute of a month later changes the strikes then, not when the offence was established.
     */
    @Test
    void aChangeHasTheTimeOfWhatItFollowsFrom() {
        warned();
        Offence item =
                TestingAccounts.offence(
                        "item:1", day(1), day(1) + 60_000, TestingAccounts.notice("n-1", true));
        at(day(1) + 60_000, fact(item));
        long disputedAt = day(15);

        FoldOutput output =
                at(
                        disputedAt + 1_000,
                        AccountFact.of(
                                Kind.OFFENCE,
                                ACCOUNT,
                                disputedAt,
                                item.withDisputed(List.of("notice/n-1"))));

        assertThat(output.offences())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.state()).isEqualTo(OffenceState.SUSPENDED);
                            assertThat(one.changedAt()).isEqualTo(disputedAt);
                        });
        assertThat(output.strikes())
                .extracting(StrikeChanged::strikesAfter, StrikeChanged::at)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, disputedAt));
    }

    /** A receipt of long ago was read in the same step as the strike expired. */
    @Test
    void anExpiryInAnOutageIsTheCause() {
        strikes(1);
        long expiry = day(1) + 60_000 + 90 * DAY_MS;
        long readAt = day(5);
        AccountFact read = receipt(FIRST, ReceiptState.READ, readAt);
        assertThat(at(expiry + 5 * DAY_MS, read).strikes())
                .extracting(
                        StrikeChanged::strikesAfter, StrikeChanged::causeKind, StrikeChanged::at)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, "EXPIRY", expiry));
    }

    /** P2: revisions and episodes of a session are one offence. */
    @Test
    void aThousandRevisionsOfASessionAreOneStrike() {
        warned();
        for (int i = 0; i < 1_000; i++) {
            AccountFact again =
                    fact(
                            offence(
                                    "session:1",
                                    day(1) + i * 1_000L,
                                    day(1) + 60_000 + i * 1_000L,
                                    listed("entry-" + i % 5)));
            at(day(1) + 60_000 + i * 1_000L, again);
        }
        assertThat(standing().strikes()).hasSize(1);
        assertThat(standing().offences()).isEqualTo(2);
        assertThat(account.offences().get("session:1").occurredAt()).isEqualTo(day(1));
    }

    @Test
    void aStepThatFallsIsLiftedAtOnceAndComesBackAsAnotherCommand() {
        String liveOff = strikes(1).get(0).commandId();
        long then = day(1) + HOUR_MS;
        assertThat(at(then, ground("list/entry-1", false, 2, then)).commands())
                .extracting(AccountCommand::measure, AccountCommand::lifts)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Measure.LIFT, liveOff));
        assertThat(standing().step()).isEqualTo(LadderStep.S0);
        at(then + DAY_MS, ground("list/entry-1", true, 3, then + DAY_MS));
        assertThat(at(then + DAY_MS + SETTLED).commands())
                .filteredOn(one -> one.measure() == Measure.LIVE_OFF)
                .extracting(AccountCommand::commandId)
                .containsExactly(liveOff + "/2");
    }

    /** P12 */
    @Test
    void aMeasureEndsOnceAtItsTime() {
        AccountCommand liveOff = strikes(1).get(0);
        at(liveOff.from() + 15_000, confirmed(liveOff.commandId(), liveOff.from() + 12_000));
        assertThat(at(liveOff.until() - 1).commands()).isEmpty();
        List<AccountCommand> lifts = at(liveOff.until()).commands();
        assertThat(lifts)
                .extracting(AccountCommand::commandId)
                .containsExactly(liveOff.commandId() + "/lift");
        at(liveOff.until() + 5_000, confirmed(lifts.get(0).commandId(), liveOff.until() + 1_000));
        assertThat(at(liveOff.until() + DAY_MS).commands()).isEmpty();
    }

    @Test
    void whatIsNotConfirmedIsRepeatedThreeTimesThenAPersonLooks() {
        AccountCommand first = strikes(1).get(0);
        List<AccountCommand> again = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            again.addAll(at(first.issuedAt() + i * 10_000).commands());
        }
        assertThat(again).extracting(AccountCommand::attempt).containsExactly(2, 3);
        assertThat(again).extracting(AccountCommand::issuedAt).containsOnly(first.issuedAt());
        FoldOutput last = at(first.issuedAt() + 30_000);
        assertThat(last.commands()).isEmpty();
        assertThat(last.alerts())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(LedgerAlertKind.UNCONFIRMED);
                            assertThat(one.subject()).isEqualTo(first.commandId());
                        });
        assertThat(
                        at(
                                        first.issuedAt() + HOUR_MS,
                                        confirmed(first.commandId(), first.issuedAt() + HOUR_MS))
                                .alerts())
                .singleElement()
                .satisfies(one -> assertThat(one.resolvedAt()).isNotNull());
    }

    private static AccountFact confirmed(String commandId, long at) {
        return AccountFact.of(
                Kind.CONFIRMED,
                ACCOUNT,
                at,
                ActionConfirmedBuilder.builder()
                        .confirmationId("c")
                        .itemId(ACCOUNT)
                        .measure(Measure.LIVE_OFF)
                        .effectiveAt(at)
                        .commandId(commandId)
                        .build());
    }

    @Test
    void aShadowLadderCommandsNothing() {
        Account tried = new Account(ACCOUNT, null);
        Fold trial = new Fold(TestingLadders.shadow());
        FactIntake.take(tried, offence("session:0", T0_MS), false);
        trial.at(tried, T0_MS + 60_000, 1);
        FactIntake.take(tried, receipt(FIRST, ReceiptState.DELIVERED, T0_MS + HOUR_MS), false);
        FactIntake.take(tried, offence("session:1", day(1)), false);
        FoldOutput output = trial.at(tried, day(1) + 60_000, 1);
        assertThat(output.strikes())
                .singleElement()
                .satisfies(one -> assertThat(one.shadow()).isTrue());
        assertThat(trial.at(tried, day(1) + HOUR_MS, 1).commands()).isEmpty();
    }

    // Proposals ---------------------------------------------------------------------------------

    /** P11 */
    @Test
    void aServiceIsEndedByAPersonAlone() {
        strikes(3);
        assertThat(standing().proposal().state()).isEqualTo(ProposalState.OPEN);
        long overdue = standing().proposal().decideBy();
        List<FoldOutput> days = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            days.add(at(overdue + i * DAY_MS));
        }
        assertThat(days)
                .flatExtracting(FoldOutput::commands)
                .extracting(AccountCommand::measure)
                .doesNotContain(Measure.SERVICE_ENDED);
        assertThat(days)
                .flatExtracting(FoldOutput::alerts)
                .filteredOn(one -> one.kind() == LedgerAlertKind.UNDECIDED)
                .hasSize(30);

        long then = overdue + 30 * DAY_MS;
        FoldOutput ended = at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        assertThat(ended.commands())
                .filteredOn(one -> one.measure() == Measure.SERVICE_ENDED)
                .singleElement()
                .satisfies(one -> assertThat(one.decisionRef()).isEqualTo(proposal(3)));
        assertThat(standing().step()).isEqualTo(LadderStep.ENDED);
        assertThat(standing().endedAt()).isEqualTo(then);
        assertThat(ended.warnings()).extracting(UserWarning::kind).contains(WarningKind.ENDED);

        // Strikes that expire later change nothing; one that falls does.
        at(then + 100 * DAY_MS);
        assertThat(standing().step()).isEqualTo(LadderStep.ENDED);
        FoldOutput back = at(then + 101 * DAY_MS, waived("session:2", then + 101 * DAY_MS));
        assertThat(back.commands()).extracting(AccountCommand::measure).contains(Measure.LIFT);
        assertThat(standing().step()).isEqualTo(LadderStep.S0);
        assertThat(standing().proposal().state()).isEqualTo(ProposalState.VOID);
    }

    @Test
    void aDecisionOnNoOpenProposalIsRefused() {
        strikes(2);
        long then = day(2) + HOUR_MS;
        FoldOutput output = at(then, decided(proposal(2), ProposalDecision.CARRY_OUT, then));
        assertThat(output.refused())
                .extracting(FoldOutput.Refused::reason)
                .containsExactly("PROPOSAL_NOT_OPEN");
        assertThat(output.commands())
                .extracting(AccountCommand::measure)
                .doesNotContain(Measure.SERVICE_ENDED);
    }

    @Test
    void aDeclinedProposalIsNotMadeAgainForTheSameStrike() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then, decided(proposal(3), ProposalDecision.DECLINE, then));
        assertThat(standing().proposal().state()).isEqualTo(ProposalState.DECLINED);
        assertThat(standing().restrictions()).noneMatch(one -> one.commandId().contains("/S3/"));
        at(day(4) + 60_000, offence("session:4", day(4)));
        assertThat(standing().proposal().proposalId()).isEqualTo(proposal(4));
        assertThat(standing().proposal().state()).isEqualTo(ProposalState.OPEN);
    }

    /** All that was said and published comes again, to an account that nothing is known of. */
    private FoldOutput cold(long t, List<AccountFact> facts) {
        Account again = new Account(ACCOUNT, null);
        facts.forEach(fact -> FactIntake.take(again, fact, true));
        return fold.at(again, t, 2);
    }

    private static List<AccountFact> threeStrikes() {
        List<AccountFact> facts = new ArrayList<>();
        facts.add(
                TestingAccounts.warned(
                        FIRST, WarningKind.FIRST, T0_MS + 60_000, List.of("session:0")));
        facts.add(receipt(FIRST, ReceiptState.DELIVERED, T0_MS + HOUR_MS));
        facts.add(offence("session:0", T0_MS));
        for (int i = 1; i <= 3; i++) {
            facts.add(offence("session:" + i, day(i)));
        }
        return facts;
    }

    private static List<AccountFact> threeStrikesAnd(AccountFact... more) {
        List<AccountFact> all = threeStrikes();
        all.addAll(List.of(more));
        return all;
    }

    /** P11, P13 */
    @Test
    void aRefusedDecisionStaysRefusedAfterAColdStart() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountFact declined = decided(proposal(3), ProposalDecision.DECLINE, then);
        AccountFact late = decided(proposal(3), ProposalDecision.CARRY_OUT, then + 300_000);
        at(then, declined);
        assertThat(at(then + 300_000, late).refused()).hasSize(1);
        assertThat(standing().endedAt()).isNull();

        FoldOutput cold = cold(then + HOUR_MS, threeStrikesAnd(late, declined));
        assertThat(cold.refused()).isEmpty();
        assertThat(cold.standings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.endedAt()).isNull();
                            assertThat(one.proposal().state()).isEqualTo(ProposalState.DECLINED);
                        });
    }

    /** P11, P13 */
    @Test
    void whatWasDecidedUnderAnAppealStaysRefusedWhenItIsUpheld() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountFact filed = filed("a", "session:3", then - 60_000);
        AccountFact ending = decided(proposal(3), ProposalDecision.CARRY_OUT, then);
        AccountFact upheld = decided("a", AppealOutcome.UPHOLD, then + 60_000);
        assertThat(at(then, filed, ending).refused()).hasSize(1);
        at(then + 60_000, upheld);
        assertThat(standing().endedAt()).isNull();
        assertThat(cold(then + HOUR_MS, threeStrikesAnd(filed, ending, upheld)).standings())
                .singleElement()
                .satisfies(one -> assertThat(one.endedAt()).isNull());
    }

    /** P11, P13: whatever the rule of two persons is by now. */
    @Test
    void whatOnePersonDecidedAloneComesOutTheSameAfterAColdStart() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountFact alone = decided(proposal(3), ProposalDecision.CARRY_OUT, then).withAlone(true);
        assertThat(at(then, alone).refused())
                .extracting(FoldOutput.Refused::reason)
                .containsExactly("APPROVER_MISSING");
        assertThat(standing().endedAt()).isNull();
        Fold byOne = new Fold(ofOnePerson());
        Account again = new Account(ACCOUNT, null);
        threeStrikesAnd(alone).forEach(fact -> FactIntake.take(again, fact, true));
        FoldOutput cold = byOne.at(again, then + HOUR_MS, 2);
        assertThat(cold.refused()).as("it was answered before").isEmpty();
        assertThat(cold.standings())
                .singleElement()
                .satisfies(one -> assertThat(one.endedAt()).isNull());
    }

    /** P11, P13 */
    @Test
    void whatOnePersonEndedRemainsEndedUnderTheRuleOfTwo() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountFact alone = decided(proposal(3), ProposalDecision.CARRY_OUT, then).withAlone(true);
        FactIntake.take(account, alone, false);
        FoldOutput byOne = new Fold(ofOnePerson()).at(account, then, 1);
        assertThat(byOne.refused()).isEmpty();
        AccountStanding ended = byOne.standings().get(0);
        assertThat(ended.endedAt()).isEqualTo(then);
        AccountFact readBack = AccountFact.of(Kind.STANDING_PUBLISHED, ACCOUNT, then, ended);
        FoldOutput cold = cold(then + HOUR_MS, threeStrikesAnd(alone, readBack));
        assertThat(cold.refused()).isEmpty();
        assertThat(cold.commands())
                .extracting(AccountCommand::measure)
                .doesNotContain(Measure.LIFT);
        assertThat(cold.standings()).allSatisfy(one -> assertThat(one.endedAt()).isEqualTo(then));
    }

    private static LedgerRules ofOnePerson() {
        LedgerRules two = LedgerRules.DEFAULTS;
        return new LedgerRules(
                two.ladder(), two.texts(), two.memoryMs(), two.identityRef(), null, false);
    }

    /** P1, P13: a decision is judged by what had happened when it was taken. */
    @Test
    void aDecisionIsTakenUpWhateverHappenedAfterIt() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountFact ending = decided(proposal(3), ProposalDecision.CARRY_OUT, then);
        AccountFact filed = filed("a", "session:3", then + 300_000);
        FoldOutput output = at(then + 600_000, filed, ending);
        assertThat(output.refused()).isEmpty();
        assertThat(standing().endedAt()).isEqualTo(then);
        assertThat(cold(then + HOUR_MS, threeStrikesAnd(filed, ending)).standings())
                .singleElement()
                .satisfies(one -> assertThat(one.endedAt()).isEqualTo(then));
    }

    @Test
    void aStrikeThatExpiresAfterTheDecisionDoesNotRefuseIt() {
        strikes(3);
        long expiry = day(1) + 60_000 + 90 * DAY_MS;
        AccountFact ending = decided(proposal(3), ProposalDecision.CARRY_OUT, expiry - 300_000);
        assertThat(at(expiry + 1_000, ending).refused()).isEmpty();
        assertThat(standing().endedAt()).isEqualTo(expiry - 300_000);
    }

    @Test
    void anEarlierDeclineThatIsReadLaterKeepsTheService() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then + 60_000, decided(proposal(3), ProposalDecision.CARRY_OUT, then + 60_000));
        at(then + 61_000, decided(proposal(3), ProposalDecision.DECLINE, then));
        assertThat(standing().endedAt()).isNull();
        assertThat(standing().proposal().state()).isEqualTo(ProposalState.DECLINED);
    }

    /** P11: a decision of the same step as an erasure. */
    @Test
    void whatWasEndedBeforeTheErasureRemainsEnded() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountFact ending = decided(proposal(3), ProposalDecision.CARRY_OUT, then);
        at(then + 600_000, erased(then + 300_000), ending);
        assertThat(standing().endedAt()).isEqualTo(then);
        assertThat(standing().erasedAt()).isEqualTo(then + 300_000);
        assertThat(standing().step()).isEqualTo(LadderStep.ENDED);
    }

    private static AccountFact erased(long at) {
        return AccountFact.of(Kind.ERASED, ACCOUNT, at, new AccountErased(ACCOUNT, "request", at));
    }

    /** P15: its case goes on to speak of what was before. */
    @Test
    void nothingIsSaidOfAnOffenceFromBeforeTheErasure() {
        at(T0_MS + DAY_MS, erased(T0_MS + DAY_MS));
        AccountFact upheld =
                AccountFact.of(
                        Kind.OFFENCE,
                        ACCOUNT,
                        T0_MS + 9 * DAY_MS,
                        offence("item:1", T0_MS, T0_MS + 60_000, notice("n", true)));
        FoldOutput output = at(T0_MS + 9 * DAY_MS, upheld);
        assertThat(output.warnings()).isEmpty();
        assertThat(output.offences()).isEmpty();
        assertThat(account.offences().size()).isZero();
    }

    /** The platform knows the ids of the account that was before: they never come again. */
    @Test
    void anAccountThatRejoinsIsWarnedUnderAnotherId() {
        long gone = T0_MS + 100 * DAY_MS;
        long back = T0_MS + 200 * DAY_MS;
        warned();
        at(gone, erased(gone));
        at(back + 60_000, offence("session:1", back));
        AccountFact opened =
                AccountFact.of(Kind.OPENED, ACCOUNT, back, new AccountOpened(ACCOUNT, back));
        assertThat(account.warnings().ids()).containsExactly(ACCOUNT + "/FIRST/session:1");
        assertThat(at(back + 61_000, opened).warnings())
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.warningId())
                                        .isEqualTo(ACCOUNT + "/REMINDER/" + gone + "-1"));
        at(back + DAY_MS, waived("session:1", back + DAY_MS));
        long second = back + 2 * DAY_MS;
        assertThat(at(second + 60_000, offence("session:2", second)).warnings())
                .extracting(UserWarning::warningId)
                .containsExactly(ACCOUNT + "/FIRST/session:2");
    }

    /** Its ground fell before the erasure, and is told of once an offence rests on it. */
    @Test
    void anOffenceAfterTheErasureRestsOnNoGroundThatFellBeforeIt() {
        long gone = T0_MS + 100 * DAY_MS;
        long back = T0_MS + 200 * DAY_MS;
        at(gone, erased(gone));
        at(
                back + 60_000,
                offence("session:1", back),
                ground("list/entry-1", false, 2, T0_MS + DAY_MS));
        assertThat(standing().offences()).isZero();
        at(back + 70_000);
        assertThat(account.grounds().get("list/entry-1")).isNotNull();
    }

    /** It was read first, after the erasure's time. */
    @Test
    void anErasureTakesWhatWasBeforeItWheneverThatWasRead() {
        AccountFact late =
                AccountFact.of(
                        Kind.OFFENCE,
                        ACCOUNT,
                        T0_MS + 9 * DAY_MS,
                        offence("item:1", T0_MS, T0_MS + 60_000, notice("n", true)));
        FoldOutput output = at(T0_MS + 9 * DAY_MS, late, erased(T0_MS + DAY_MS));
        assertThat(output.warnings()).isEmpty();
        assertThat(account.offences().size()).isZero();
    }

    /** In any order. */
    @Test
    void whatCameAfterAnErasureIsTheCauseThoughTheErasureIsReadLast() {
        at(day(2), offence("session:1", day(1)), erased(T0_MS + DAY_MS));
        assertThat(standing().at()).isEqualTo(day(1) + 60_000);
    }

    /** What is forgotten in the end is not undone. */
    @Test
    void anEndedServiceIsNotLiftedWhenItsFactsAreForgotten() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        List<FoldOutput> years = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            years.add(at(then + LedgerRules.DEFAULTS.memoryMs() + i * DAY_MS));
        }
        assertThat(years).flatExtracting(FoldOutput::warnings).isEmpty();
        assertThat(standing().endedAt()).isEqualTo(then);
    }

    /** P13: topics forget the warnings that admonished before they forget the standing. */
    @Test
    void anEndedServiceRemainsEndedWhenAColdStartLacksItsWarnings() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountFact ending = decided(proposal(3), ProposalDecision.CARRY_OUT, then);
        at(then, ending);
        AccountFact published = AccountFact.of(Kind.STANDING_PUBLISHED, ACCOUNT, then, standing());
        List<AccountFact> facts = threeStrikesAnd(ending, published);
        facts.removeIf(f -> f.kind() == Kind.WARNING_PUBLISHED || f.kind() == Kind.RECEIPT);
        assertThat(cold(then + 100 * DAY_MS, facts).standings())
                .singleElement()
                .satisfies(one -> assertThat(one.endedAt()).isEqualTo(then));
        facts.add(waived("session:2", then + 99 * DAY_MS));
        assertThat(cold(then + 100 * DAY_MS, facts).standings())
                .singleElement()
                .satisfies(one -> assertThat(one.endedAt()).isNull());
    }

    @Test
    void anotherLadderReinstatesNobody() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        Fold other = new Fold(TestingLadders.milder());
        FoldOutput output = other.at(account, then + DAY_MS, 1);
        assertThat(output.commands())
                .extracting(AccountCommand::lifts)
                .noneMatch(id -> id != null && id.contains("SERVICE_ENDED"));
        assertThat(output.standings())
                .singleElement()
                .satisfies(one -> assertThat(one.endedAt()).isEqualTo(then));
    }

    // Warnings ------------------------------------------------------------------------------------

    @Test
    void offencesThatComeLaterJoinTheWarning() {
        at(T0_MS + 60_000, offence("session:0", T0_MS));
        FoldOutput joined = at(T0_MS + 90_000, offence("session:1", T0_MS + 30_000));
        assertThat(joined.warnings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.warningId()).isEqualTo(FIRST);
                            assertThat(one.revision()).isEqualTo(2);
                            assertThat(one.offences()).containsExactly("session:0", "session:1");
                        });
    }

    @Test
    void aWarningWhoseOffencesHaveFallenIsLiftedOnce() {
        warned();
        long then = T0_MS + DAY_MS;
        FoldOutput output =
                at(then, filed("a", "session:0", then), decided("a", AppealOutcome.OVERTURN, then));
        assertThat(output.warnings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(WarningKind.LIFTED);
                            assertThat(one.voids()).isEqualTo(FIRST);
                        });
        assertThat(at(then + DAY_MS).warnings()).isEmpty();
        long next = then + 2 * DAY_MS;
        assertThat(at(next + 60_000, offence("session:1", next)).warnings())
                .extracting(UserWarning::warningId)
                .containsExactly(ACCOUNT + "/FIRST/session:1");
        assertThat(standing().strikes()).isEmpty();
    }

    @Test
    void whatCannotBeDeliveredIsTriedFourTimes() {
        long t = T0_MS + 60_000;
        at(t, offence("session:0", T0_MS));
        assertThat(attempts(at(t + 1_000, receipt(FIRST, ReceiptState.FAILED, t + 1_000))))
                .containsExactly(2);
        assertThat(attempts(at(t + 2_000, receipt(FIRST, ReceiptState.FAILED, t + 2_000))))
                .isEmpty();
        assertThat(attempts(at(t + 2_000 + HOUR_MS))).containsExactly(3);
        long third = t + 2 * HOUR_MS;
        assertThat(attempts(at(third, receipt(FIRST, ReceiptState.FAILED, third)))).isEmpty();
        assertThat(attempts(at(third + DAY_MS))).containsExactly(4);
        long last = third + 2 * DAY_MS;
        FoldOutput over = at(last, receipt(FIRST, ReceiptState.FAILED, last));
        assertThat(over.warnings())
                .singleElement()
                .satisfies(one -> assertThat(one.channel()).isEqualTo("public"));
        assertThat(over.alerts())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(LedgerAlertKind.UNDELIVERABLE));
        assertThat(attempts(at(last + 9 * DAY_MS, receipt(FIRST, ReceiptState.FAILED, last))))
                .isEmpty();
    }

    private static List<Integer> attempts(FoldOutput output) {
        return output.warnings().stream().map(UserWarning::attempt).toList();
    }

    @Test
    void aReceiptMayComeBeforeItsWarningAndIsRefusedAfterADay() {
        AccountFact early = receipt(FIRST, ReceiptState.DELIVERED, T0_MS);
        assertThat(at(T0_MS, early).refused()).isEmpty();
        at(T0_MS + HOUR_MS, offence("session:0", T0_MS - HOUR_MS));
        assertThat(at(T0_MS + 2 * DAY_MS).refused()).isEmpty();
        AccountFact stray = receipt("no-warning", ReceiptState.DELIVERED, T0_MS + 2 * DAY_MS);
        assertThat(at(T0_MS + 2 * DAY_MS, stray).refused()).isEmpty();
        assertThat(at(T0_MS + 3 * DAY_MS).refused())
                .extracting(FoldOutput.Refused::reason)
                .containsExactly("WARNING_UNKNOWN");
        assertThat(account.warnings().get("no-warning")).isNull();
    }

    @Test
    void appealsAndWaiversOfNothingAreRefusedAfterADay() {
        at(T0_MS, filed("a", "session:9", T0_MS), waived("session:8", T0_MS));
        assertThat(at(T0_MS + DAY_MS - 1).refused()).isEmpty();
        assertThat(at(T0_MS + DAY_MS).refused())
                .extracting(FoldOutput.Refused::reason)
                .containsOnly("OFFENCE_UNKNOWN")
                .hasSize(2);
        assertThat(account.appeals().size() + account.offences().size()).isZero();
    }

    @Test
    void anAccountIsRemindedAtOnceAndYearly() {
        AccountFact opened =
                AccountFact.of(Kind.OPENED, ACCOUNT, T0_MS, new AccountOpened(ACCOUNT, T0_MS));
        assertThat(at(T0_MS, opened).warnings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(WarningKind.REMINDER);
                            assertThat(one.warningId()).isEqualTo(ACCOUNT + "/REMINDER/1");
                        });
        assertThat(standings).isEmpty();
        FoldOutput second = at(T0_MS + 365 * DAY_MS, opened);
        assertThat(second.warnings())
                .extracting(UserWarning::warningId)
                .containsExactly(ACCOUNT + "/REMINDER/2");
        assertThat(account.warnings().size()).isEqualTo(1);
        assertThat(second.nextAt()).isEqualTo(T0_MS + 2 * 365 * DAY_MS);
    }

    /** A reminder admonishes nobody. */
    @Test
    void aReminderMakesNoStrike() {
        AccountFact opened =
                AccountFact.of(Kind.OPENED, ACCOUNT, T0_MS, new AccountOpened(ACCOUNT, T0_MS));
        at(T0_MS, opened);
        at(
                T0_MS + HOUR_MS,
                receipt(ACCOUNT + "/REMINDER/1", ReceiptState.DELIVERED, T0_MS + HOUR_MS));
        at(day(1), offence("session:0", day(1) - HOUR_MS), offence("session:1", day(1) - HOUR_MS));
        assertThat(standing().strikes()).isEmpty();
        assertThat(standing().offences()).isEqualTo(2);
    }

    // Reports -------------------------------------------------------------------------------------

    private DepartmentReport report(FoldOutput output) {
        return output.reports().get(output.reports().size() - 1);
    }

    private static AccountFact said(DepartmentReport of, DeliveryState state, long at) {
        return AccountFact.of(
                Kind.REPORT_DELIVERED,
                ACCOUNT,
                at,
                new ReportDelivered(
                        of.reportId(), ACCOUNT, of.version(), state, "post", "doc-1", "p", at));
    }

    private static AccountFact approved(DepartmentReport of, long at) {
        return AccountFact.of(
                Kind.REPORT_DECIDED,
                ACCOUNT,
                at,
                new ReportDecided(
                        of.reportId(),
                        ACCOUNT,
                        of.version(),
                        ReportDecision.APPROVE,
                        "person-2",
                        null,
                        at));
    }

    /** P8 */
    @Test
    void aReversalAfterTheReportWasSentCorrectsItOnce() {
        strikes(2);
        FoldOutput third = at(day(3) + 60_000, offence("session:3", day(3)));
        assertThat(report(third).state()).isEqualTo(ReportState.DRAFT);
        long then = day(3) + HOUR_MS;
        DepartmentReport draft = report(at(then));
        DepartmentReport approved = report(at(then + 1_000, approved(draft, then + 1_000)));
        assertThat(approved.state()).isEqualTo(ReportState.APPROVED);
        assertThat(approved.version()).isEqualTo(draft.version());
        at(then + 2_000, said(approved, DeliveryState.SENT, then + 2_000));
        FoldOutput received =
                at(then + 3_000, said(approved, DeliveryState.ACKNOWLEDGED, then + 3_000));
        assertThat(report(received).state()).isEqualTo(ReportState.ACKNOWLEDGED);

        // The offence has expired long ago.
        long late = then + 400 * DAY_MS;
        at(late - 1);
        FoldOutput fell = at(late, waived("session:1", late));
        assertThat(fell.reports())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.state()).isEqualTo(ReportState.CORRECTED);
                            assertThat(one.version()).isEqualTo(approved.version() + 1);
                            assertThat(one.fallen()).containsExactly("session:1");
                        });
        assertThat(fell.alerts())
                .extracting(one -> one.kind())
                .containsExactly(LedgerAlertKind.CORRECTION);
        assertThat(at(late + 1_000).reports()).isEmpty();
        FoldOutput sent = at(late + 2_000, said(report(fell), DeliveryState.SENT, late + 2_000));
        assertThat(report(sent).state()).isEqualTo(ReportState.SENT);
        assertThat(sent.alerts())
                .singleElement()
                .satisfies(a -> assertThat(a.resolvedAt()).isNotNull());
    }

    /** Its entry was withdrawn by mistake: the department reads of that as well. */
    @Test
    void anOffenceThatStandsAgainIsNoLongerNamedAsFallen() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then, approved(lastReport(), then));
        at(then + 1_000, said(lastReport(), DeliveryState.SENT, then + 1_000));
        at(then + 2_000, ground("list/entry-1", false, 2, then + 2_000));
        assertThat(lastReport().fallen()).contains("session:1", "session:2", "session:3");
        at(then + 3_000, said(lastReport(), DeliveryState.SENT, then + 3_000));
        FoldOutput again = at(then + 4_000, ground("list/entry-1", true, 3, then + 4_000));
        assertThat(report(again).state()).isEqualTo(ReportState.CORRECTED);
        assertThat(report(again).fallen()).isEmpty();
        FoldOutput fell = at(then + 5_000, waived("session:2", then + 5_000));
        assertThat(report(fell).fallen()).containsExactly("session:2");
        assertThat(at(then + 6_000).reports()).isEmpty();
    }

    /** It was approved, and fell before it was sent: a person looks at it anew. */
    @Test
    void aDraftNamesWhatStandsAgainNoLongerAsFallen() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then, approved(lastReport(), then));
        at(then + 1_000, ground("list/entry-1", false, 2, then + 1_000));
        assertThat(lastReport().state()).isEqualTo(ReportState.DRAFT);
        assertThat(lastReport().fallen()).contains("session:3");
        at(then + 2_000, ground("list/entry-1", true, 3, then + 2_000));
        assertThat(lastReport().state()).isEqualTo(ReportState.DRAFT);
        assertThat(lastReport().fallen()).isEmpty();
    }

    @Test
    void aReportIsApprovedAsItWasLookedAt() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        DepartmentReport seen = report(at(then, offence("session:4", day(3) + 1_000)));
        FoldOutput changed = at(then + DAY_MS, waived("session:4", then + DAY_MS));
        assertThat(report(changed).version()).isGreaterThan(seen.version());
        FoldOutput refused = at(then + DAY_MS + 1, approved(seen, then + DAY_MS + 1));
        assertThat(refused.refused())
                .extracting(FoldOutput.Refused::reason)
                .containsExactly("REPORT_NOT_OPEN");
        assertThat(refused.reports()).isEmpty();
    }

    /** The draft names an offence that had fallen before: it is no news. */
    @Test
    void anApprovalHoldsThoughAnOffenceInItHadFallenBefore() {
        strikes(1);
        at(day(1) + DAY_MS, offence("session:9", day(1) + HOUR_MS));
        at(day(1) + DAY_MS + 1, waived("session:9", day(1) + DAY_MS));
        at(day(2) + 60_000, offence("session:2", day(2)));
        at(day(3) + 60_000, offence("session:3", day(3)));
        long then = day(3) + HOUR_MS;
        at(then, filed("a", "session:8", then));
        DepartmentReport draft = lastReport();
        FoldOutput output = at(then + 1_000, approved(draft, then + 1_000));
        assertThat(report(output).state()).isEqualTo(ReportState.APPROVED);
        assertThat(lastReport().version()).isEqualTo(draft.version());
    }

    private DepartmentReport lastReport() {
        return reports.get(reports.size() - 1);
    }

    @Test
    void whatWasSentAsItWasApprovedIsCorrected() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then, approved(lastReport(), then));
        DepartmentReport approved = lastReport();
        at(then + 1_000, waived("session:2", then + 1_000));
        FoldOutput sent = at(then + 2_000, said(approved, DeliveryState.SENT, then + 2_000));
        assertThat(sent.refused()).isEmpty();
        assertThat(report(sent).state()).isEqualTo(ReportState.CORRECTED);
        assertThat(report(sent).sentAt()).isEqualTo(then + 2_000);
        FoldOutput again = at(then + 3_000, said(report(sent), DeliveryState.SENT, then + 3_000));
        assertThat(report(again).state()).isEqualTo(ReportState.SENT);
    }

    /** P13: the last record of a version counts. */
    @Test
    void aCorrectionThatWasSentIsSentAfterAColdStart() {
        strikes(3);
        DepartmentReport corrected = lastReport().withState(ReportState.CORRECTED);
        Account again = new Account(ACCOUNT, null);
        for (ReportState state : List.of(ReportState.CORRECTED, ReportState.SENT)) {
            FactIntake.take(
                    again,
                    AccountFact.of(
                            Kind.REPORT_PUBLISHED,
                            ACCOUNT,
                            corrected.at(),
                            corrected.withState(state)),
                    true);
        }
        assertThat(again.book().reports())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(ReportState.SENT));
    }

    // Appeals about measures ----------------------------------------------------------------------

    private static AccountFact appealOf(String measureId, long at) {
        return AccountFact.of(
                Kind.APPEAL_FILED,
                ACCOUNT,
                at,
                AppealFiledBuilder.builder()
                        .appealId("m")
                        .accountId(ACCOUNT)
                        .measureId(measureId)
                        .at(at)
                        .reasonCode("FALSE_MATCH")
                        .build());
    }

    @Test
    void anAppealThatOverturnsTheEndGivesTheServiceBack() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        AccountCommand ending =
                at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then)).commands().stream()
                        .filter(one -> one.measure() == Measure.SERVICE_ENDED)
                        .findFirst()
                        .orElseThrow();
        FoldOutput output =
                at(
                        then + DAY_MS,
                        appealOf(ending.commandId(), then + HOUR_MS),
                        decided("m", AppealOutcome.OVERTURN, then + DAY_MS));
        assertThat(output.commands())
                .extracting(AccountCommand::lifts)
                .contains(ending.commandId());
        assertThat(standing().endedAt()).isNull();
        assertThat(standing().step()).isEqualTo(LadderStep.S3);
        assertThat(standing().proposal().state()).isEqualTo(ProposalState.VOID);
    }

    @Test
    void aMeasureThatWasOverturnedStaysSoUnderAnotherAnchor() {
        AccountCommand liveOff = strikes(1).get(0);
        long then = day(1) + HOUR_MS;
        at(then, appealOf(liveOff.commandId(), then), decided("m", AppealOutcome.OVERTURN, then));
        assertThat(standing().restrictions()).isEmpty();
        long earlier = day(1) - HOUR_MS;
        at(then + 1_000, fact(offence("session:9", earlier, then, listed("entry-1"))));
        assertThat(standing().strikes())
                .singleElement()
                .satisfies(one -> assertThat(one.toString()).contains("session:9"));
        assertThat(standing().restrictions()).isEmpty();
    }

    /** What a person could do about it is over. */
    @Test
    void nobodyLooksForTheConfirmationOfWhatWasLifted() {
        AccountCommand first = strikes(1).get(0);
        at(first.issuedAt() + 10_000);
        at(first.issuedAt() + 20_000);
        assertThat(at(first.issuedAt() + 30_000).alerts()).hasSize(1);
        long then = day(1) + HOUR_MS;
        assertThat(at(then, waived("session:1", then)).alerts())
                .singleElement()
                .satisfies(one -> assertThat(one.resolvedAt()).isNotNull());
    }

    // What letters say ----------------------------------------------------------------------------

    @Test
    void aLetterAccusesNobodyAgainOfWhatHasFallen() {
        at(T0_MS + 60_000, offence("session:0", T0_MS), offence("session:1", T0_MS + 1));
        at(T0_MS + 70_000, waived("session:0", T0_MS + 70_000));
        FoldOutput output = at(T0_MS + 80_000, offence("session:2", T0_MS + 2));
        assertThat(output.warnings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.revision()).isEqualTo(2);
                            assertThat(one.en().body()).contains("upload 2");
                            assertThat(one.en().body()).doesNotContain("upload 0");
                        });
    }

    /** The earliest of the entries that it rests on; a notice is on no list. */
    @Test
    void aLetterNamesSinceWhenTheWorkIsListed() {
        long listedAt = T0_MS - 30 * DAY_MS;
        FoldOutput output =
                at(
                        T0_MS + 60_000,
                        fact(
                                offence(
                                        "session:0",
                                        T0_MS,
                                        T0_MS + 60_000,
                                        listed("entry-1").withListedAt(listedAt),
                                        listed("entry-2").withListedAt(listedAt + DAY_MS),
                                        notice("n", true))));
        assertThat(output.warnings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.en().body()).contains("In the list since: 16 December");
                            assertThat(one.zh().body()).contains("【作品列入名单的时间】2026年12月16日");
                        });
    }

    @Test
    void aLetterOfNoEntryNamesNoList() {
        FoldOutput output =
                at(
                        T0_MS + 60_000,
                        fact(offence("item:0", T0_MS, T0_MS + 60_000, notice("n", true))));
        assertThat(output.warnings())
                .singleElement()
                .satisfies(one -> assertThat(one.en().body()).doesNotContain("list since"));
    }

    @Test
    void aProposalIsLiftedWhereAnEarlierStrikeFalls() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        assertThat(at(then, waived("session:1", then)).warnings())
                .extracting(UserWarning::voids)
                .contains(ACCOUNT + "/PROPOSAL/session:3");
    }

    @Test
    void aRevisionIsTriedAgainThoughTheOneBeforeWasDelivered() {
        at(T0_MS + 60_000, offence("session:0", T0_MS));
        at(T0_MS + 61_000, receipt(FIRST, ReceiptState.DELIVERED, T0_MS + 61_000));
        at(T0_MS + 90_000, offence("session:1", T0_MS + 30_000));
        assertThat(
                        attempts(
                                at(
                                        T0_MS + 91_000,
                                        receipt(FIRST, ReceiptState.FAILED, T0_MS + 91_000))))
                .containsExactly(2);
    }

    // Limits ------------------------------------------------------------------------------------

    @Test
    void theAppealThatClearedAnOffenceLeavesLast() {
        warned();
        at(day(1) + 60_000, offence("session:1", day(1)));
        long then = day(1) + HOUR_MS;
        at(then, filed("won", "session:1", then), decided("won", AppealOutcome.OVERTURN, then));
        List<AccountFact> many = new ArrayList<>();
        for (int i = 0; i < AccountLimits.APPEALS; i++) {
            many.add(filed("a" + i, "session:0", then + 1 + i));
        }
        at(then + 1_000, many.toArray(new AccountFact[0]));
        assertThat(account.appeals().size()).isEqualTo(AccountLimits.APPEALS);
        assertThat(account.appeals().get("won")).isNotNull();
    }

    @Test
    void theOffenceOfADeliveredFirstWarningLeavesLast() {
        warned();
        List<AccountFact> many = new ArrayList<>();
        for (int i = 1; i <= AccountLimits.OFFENCES; i++) {
            many.add(offence("session:" + i, day(1) + i));
        }
        at(day(1) + HOUR_MS, many.toArray(new AccountFact[0]));
        assertThat(account.offences().get("session:0")).isNotNull();
        assertThat(account.offences().get("session:1")).isNull();
        assertThat(standing().strikes()).hasSize(1);
    }

    // Read back -----------------------------------------------------------------------------------

    private static AccountFact published(OffenceChanged changed) {
        return AccountFact.of(Kind.OFFENCE_PUBLISHED, ACCOUNT, changed.changedAt(), changed);
    }

    /** P13 */
    @Test
    void aGroundThatStoodAgainStandsAfterAColdStart() {
        warned();
        at(day(1) + 60_000, offence("session:1", day(1)));
        long then = day(1) + HOUR_MS;
        FoldOutput fell = at(then, ground("list/entry-1", false, 2, then));
        FoldOutput stood = at(then + 1_000, ground("list/entry-1", true, 3, then + 1_000));
        Account again = new Account(ACCOUNT, null);
        for (FoldOutput output : List.of(fell, stood)) {
            output.offences().forEach(one -> FactIntake.take(again, published(one), true));
        }
        assertThat(Offences.at(StrikeLadder.DEFAULTS, again, then + DAY_MS).values())
                .isNotEmpty()
                .extracting(JudgedOffence::state)
                .containsOnly(OffenceState.STANDING);
    }

    /** P1, P13: its case may know less than what was published. */
    @Test
    void whatWasPublishedFillsAllThatACaseHasForgotten() {
        FoldOutput output = at(T0_MS + 60_000, offence("session:0", T0_MS));
        AccountFact less =
                fact(
                        offence("session:0", T0_MS, null, listed("entry-1"))
                                .withMeasure(null)
                                .withEvidenceDigest(null)
                                .withVerdictId(null));
        Account again = new Account(ACCOUNT, null);
        FactIntake.take(again, less, true);
        FactIntake.take(again, published(output.offences().get(0)), true);
        assertThat(fold.at(again, T0_MS + HOUR_MS, 2).offences()).isEmpty();
    }

    // Limits and erasure --------------------------------------------------------------------------

    @Test
    void nothingIsSaidOfAnErasedAccountButThatItWasEnded() {
        strikes(3);
        long then = day(3) + HOUR_MS;
        at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        long gone = then + DAY_MS;
        AccountFact erased =
                AccountFact.of(
                        Kind.ERASED, ACCOUNT, gone, new AccountErased(ACCOUNT, "request", gone));
        FoldOutput output = at(gone + 5_000, erased);
        assertThat(output.warnings()).isEmpty();
        // No other rule would end what else was in force; the end of the service remains.
        assertThat(output.commands())
                .isNotEmpty()
                .allMatch(one -> one.measure() == Measure.LIFT)
                .noneMatch(one -> one.lifts().endsWith("/SERVICE_ENDED"));
        assertThat(output.strikes()).isEmpty();
        assertThat(output.forgotten()).hasSize(4);
        assertThat(standing().endedAt()).isEqualTo(then);
        assertThat(standing().erasedAt()).isEqualTo(gone);
        assertThat(standing().offences()).isZero();

        // What is old and comes late is of the erased account.
        FoldOutput late =
                at(
                        gone + 10_000,
                        offence("session:1", day(1)),
                        receipt(FIRST, ReceiptState.READ, gone - 1));
        assertThat(late.warnings()).isEmpty();
        assertThat(late.offences()).isEmpty();
        assertThat(account.offences().size() + account.warnings().size()).isZero();
        FoldOutput years = at(gone + 4 * 365 * DAY_MS);
        assertThat(years.isEmpty()).isFalse();
        assertThat(standing().endedAt()).isEqualTo(then);
    }

    @Test
    void ofAThousandOffencesThoseThatAreOverLeaveFirstAndAreCounted() {
        List<AccountFact> many = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            many.add(offence("session:" + i, T0_MS + i * HOUR_MS));
        }
        long t = T0_MS + 1_100 * HOUR_MS;
        FoldOutput output = at(t, many.toArray(new AccountFact[0]));
        assertThat(account.offences().size()).isEqualTo(AccountLimits.OFFENCES);
        assertThat(standing().leftOut()).isEqualTo(100);
        assertThat(account.offences().get("session:99")).isNull();
        assertThat(account.offences().get("session:100")).isNotNull();
        assertThat(output.warnings()).hasSize(10);
        at(t + 1, waived("session:500", t));
        assertThat(account.offences().get("session:500")).isNotNull();
        at(t + 2, offence("session:1100", t - HOUR_MS));
        assertThat(account.offences().get("session:500")).isNull();
        assertThat(account.offences().get("session:100")).isNotNull();
        assertThat(standing().leftOut()).isEqualTo(101);
    }

    @Test
    void factsThatNeverEndAreBounded() {
        for (int i = 0; i < 3_000; i++) {
            FactIntake.take(account, offence("session:" + i, T0_MS + i), false);
        }
        assertThat(account.offences().size()).isEqualTo(2 * AccountLimits.OFFENCES);
        assertThat(account.book().leftOut()).isEqualTo(1_000);
    }

    /** It makes an offence count that had not, long after another one did. */
    @Test
    void timesOfStrikesNeverGoBack() {
        FoldedAccount account = new FoldedAccount();
        account.at(T0_MS + 60_000, offence("session:0", T0_MS));
        account.at(day(1) + 60_000, offence("session:1", day(1)));
        long delivered = day(1) + DAY_MS;
        account.at(delivered, receipt(FIRST, ReceiptState.DELIVERED, delivered));
        account.at(day(2) + 60_000, offence("session:2", day(2)));
        long late = day(2) + DAY_MS;
        account.at(late, receipt(FIRST, ReceiptState.DELIVERED, T0_MS + DAY_MS));
        assertThat(account.strikes).extracting(StrikeChanged::strikesAfter).containsExactly(1, 2);
        assertThat(account.strikes)
                .extracting(StrikeChanged::at)
                .containsExactly(day(2) + 60_000, day(2) + 60_000);
    }
}
