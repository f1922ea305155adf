package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.confirmed;
import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.FoldedAccount.of;
import static dev.vigil.account.FoldedAccount.proposal;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.LadderStep;
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
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** P13: from topics alone it comes to the same, and what was done is not done again. */
class AccountColdStartTest {
    private final FoldedAccount lived = new FoldedAccount();

    private static AccountFact erased(long at) {
        return AccountFact.of(Kind.ERASED, ACCOUNT, at, new AccountErased(ACCOUNT, "request", at));
    }

    private long ended() {
        lived.strikes(3);
        long then = day(3) + HOUR_MS;
        FoldOutput end = lived.at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        AccountCommand command =
                end.commands().stream()
                        .filter(one -> one.measure() == Measure.SERVICE_ENDED)
                        .findFirst()
                        .orElseThrow();
        lived.at(then + 2_000, confirmed(command.commandId(), then + 1_000));
        return then;
    }

    /** Commands and confirmations are kept for 200 days. */
    @Test
    void aServiceThatWasEndedLongAgoIsNotEndedAgain() {
        long then = ended();
        for (int i = 1; i <= 20; i++) {
            lived.at(then + i * DAY_MS);
        }
        FoldedAccount again = lived.cold(of(Kind.COMMAND_PUBLISHED, Kind.CONFIRMED));
        FoldOutput output = again.at(then + 300 * DAY_MS);
        assertThat(output.commands()).isEmpty();
        assertThat(again.at(then + 300 * DAY_MS + HOUR_MS).commands()).isEmpty();
        assertThat(again.account.book().measures()).isNotEmpty();
    }

    /** What an earlier standing restricted and the last one doesn't is over: nothing to lift. */
    @Test
    void whatAnEarlierStandingRestrictedIsNotLifted() {
        lived.strikes(1);
        long over = day(1) + 60_000 + 7 * DAY_MS;
        String lift = lived.at(over).commands().get(0).commandId();
        lived.at(over + 2_000, confirmed(lift, over + 1_000));
        FoldedAccount again = lived.cold(of(Kind.COMMAND_PUBLISHED, Kind.CONFIRMED));
        assertThat(again.at(over + 30 * DAY_MS).commands()).isEmpty();
    }

    /** What it rested on is forgotten after three years; that it was ended is not. */
    @Test
    void anEndIsAFactOnceItsOffencesAreForgotten() {
        long then = ended();
        long years = then + LedgerRules.DEFAULTS.memoryMs();
        for (int i = 1; i < 5; i++) {
            lived.at(years + i * DAY_MS);
        }
        assertThat(lived.account.offences().size()).isZero();
        FoldedAccount again =
                lived.cold(
                        fact ->
                                fact.kind() != Kind.STANDING_PUBLISHED
                                        && fact.kind() != Kind.STRIKE_PUBLISHED);
        FoldOutput output = again.at(years + 100 * DAY_MS);
        assertThat(output.strikes()).isEmpty();
        assertThat(output.commands()).isEmpty();
        assertThat(again.account.book().endedAt()).isEqualTo(then);
    }

    /** It takes one strike of two: what is left of them is no other strike, then or at a start. */
    @Test
    void anErasureThatIsReadLateChangesStrikesOnce() {
        lived.strikes(1);
        long told = day(1) + DAY_MS;
        lived.at(told, receipt(ACCOUNT + "/STRIKE/session:1", ReceiptState.READ, told));
        lived.at(day(2) + 60_000, offence("session:2", day(2)));
        long then = day(2) + HOUR_MS;
        FoldOutput late = lived.at(then, erased(T0_MS + DAY_MS));
        assertThat(late.strikes())
                .singleElement()
                .satisfies(one -> assertThat(one.strikesBefore()).isEqualTo(2))
                .satisfies(one -> assertThat(one.strikesAfter()).isEqualTo(1));
        FoldedAccount again = lived.cold(of());
        assertThat(lived.at(then + HOUR_MS).strikes()).isEmpty();
        FoldOutput output = again.at(then + HOUR_MS);
        assertThat(output.strikes()).isEmpty();
        assertThat(output.standings()).isEmpty();
    }

    @Test
    void offencesThatWereLeftOutRemainCounted() {
        List<AccountFact> many = new ArrayList<>();
        for (int i = 0; i < AccountLimits.OFFENCES + 3; i++) {
            many.add(offence("session:" + i, T0_MS + i * HOUR_MS));
        }
        long then = T0_MS + 2_000 * HOUR_MS;
        lived.at(then, many.toArray(new AccountFact[0]));
        assertThat(lived.standing().leftOut()).isEqualTo(3);
        FoldedAccount again =
                lived.cold(
                        fact ->
                                fact.kind() == Kind.OFFENCE
                                        || fact.kind() == Kind.OFFENCE_PUBLISHED
                                                && lived.account
                                                                .offences()
                                                                .get(
                                                                        fact.offencePublished()
                                                                                .offence()
                                                                                .offenceId())
                                                        == null);
        assertThat(again.at(then + 1_000).standings()).isEmpty();
        assertThat(again.account.book().leftOut()).isEqualTo(3);
    }

    /** By then its appeal had been upheld, as a person says once more later. */
    @Test
    void aDeclineHoldsThoughAnAppealIsDecidedAgain() {
        lived.strikes(3);
        long then = day(3) + HOUR_MS;
        lived.at(then, TestingAccounts.filed("a", "session:2", then));
        AccountFact first = TestingAccounts.decided("a", AppealOutcome.UPHOLD, then + 1_000);
        lived.at(then + 1_000, first);
        lived.at(then + HOUR_MS, decided(proposal(3), ProposalDecision.DECLINE, then + HOUR_MS));
        long next = day(4) + 60_000;
        lived.at(next, offence("session:4", day(4)));
        lived.at(next + HOUR_MS, decided(proposal(4), ProposalDecision.DECLINE, next + HOUR_MS));
        long again = next + DAY_MS;
        lived.at(again, TestingAccounts.decided("a", AppealOutcome.UPHOLD, again));
        assertThat(lived.standing().proposal().state()).isEqualTo(ProposalState.DECLINED);
        FoldedAccount cold = lived.cold(of());
        FoldOutput output = cold.at(again + HOUR_MS);
        assertThat(output.standings()).isEmpty();
        assertThat(output.warnings()).isEmpty();
        FactIntake.take(cold.account, first, false);
        assertThat(cold.account.appeals().get("a"))
                .as("a repetition changes nothing")
                .isEqualTo(lived.account.appeals().get("a"));
    }

    /** Their verdicts are still there, and are read again. */
    @Test
    void offencesThatAreDroppedAgainAreCountedOnce() {
        List<AccountFact> many = new ArrayList<>();
        for (int i = 0; i < AccountLimits.OFFENCES + 10; i++) {
            many.add(offence("session:" + i, T0_MS + i * HOUR_MS));
        }
        long then = T0_MS + 2_000 * HOUR_MS;
        lived.at(then, many.toArray(new AccountFact[0]));
        assertThat(lived.standing().leftOut()).isEqualTo(10);
        for (Predicate<AccountFact> isGone :
                List.of(of(), of(Kind.STANDING_PUBLISHED, Kind.STRIKE_PUBLISHED))) {
            FoldedAccount again = lived.cold(isGone);
            again.at(then + 1_000);
            assertThat(again.account.book().leftOut()).isEqualTo(10);
            again.at(then + 2_000, offence("session:10000", then - HOUR_MS));
            assertThat(again.account.book().leftOut()).isEqualTo(11);
        }
    }

    /** P13: the record that it was sent names what is known by then. */
    @Test
    void whatCameAfterAReportWasApprovedIsNoPartOfIt() {
        lived.strikes(3);
        long then = day(3) + HOUR_MS;
        lived.at(then);
        DepartmentReport draft = approved(then + 1);
        lived.at(day(4), offence("session:4", day(4) - HOUR_MS));
        DepartmentReport delivered = sent(draft, day(4) + 1);
        assertThat(delivered.state()).isEqualTo(ReportState.SENT);
        assertThat(delivered.offences()).isEqualTo(draft.offences());
        assertThat(delivered.moreOffences()).isEqualTo(draft.moreOffences());
        assertThat(delivered.strikes()).isEqualTo(draft.strikes());
        assertThat(delivered.from()).isEqualTo(draft.from());
        assertThat(delivered.to()).isEqualTo(draft.to());
        long fell = day(5);
        FoldedAccount again = lived.cold(of());
        for (FoldedAccount one : List.of(lived, again)) {
            assertThat(one.at(fell, TestingAccounts.waived("session:4", fell)).reports()).isEmpty();
            assertThat(one.at(fell + 1, TestingAccounts.waived("session:3", fell + 1)).reports())
                    .extracting(DepartmentReport::fallen)
                    .containsExactly(List.of("session:3"));
        }
    }

    /** As it was drafted last. */
    private DepartmentReport approved(long at) {
        List<AccountFact> drafts = lived.topic(Kind.REPORT_PUBLISHED);
        DepartmentReport draft = drafts.get(drafts.size() - 1).reportPublished();
        ReportDecided approved =
                new ReportDecided(
                        draft.reportId(),
                        ACCOUNT,
                        draft.version(),
                        ReportDecision.APPROVE,
                        "person-2",
                        null,
                        at);
        lived.at(at, AccountFact.of(Kind.REPORT_DECIDED, ACCOUNT, at, approved));
        return draft;
    }

    private DepartmentReport sent(DepartmentReport report, long at) {
        ReportDelivered sent =
                new ReportDelivered(
                        report.reportId(),
                        ACCOUNT,
                        report.version(),
                        DeliveryState.SENT,
                        "post",
                        "doc-1",
                        "person-2",
                        at);
        return lived.at(at, AccountFact.of(Kind.REPORT_DELIVERED, ACCOUNT, at, sent))
                .reports()
                .get(0);
    }

    /** Approved before it, and sent before it was read: what falls later corrects nothing. */
    @Test
    void aReportFromBeforeAnErasureIsGoneThoughItWasSentSince() {
        lived.strikes(3);
        long gone = day(3) + HOUR_MS;
        lived.at(gone);
        DepartmentReport draft = approved(gone);
        lived.at(day(4), offence("session:4", day(4) - HOUR_MS));
        sent(draft, day(4) + 1);
        lived.at(day(4) + HOUR_MS, erased(gone));
        assertThat(lived.account.book().reports()).isEmpty();
        FoldedAccount again = lived.cold(of());
        AccountFact waived = TestingAccounts.waived("session:4", day(5));
        assertThat(lived.at(day(5), waived).reports()).isEmpty();
        assertThat(again.at(day(5), waived).reports()).isEmpty();
    }

    /** Erased once, it came back and was ended: its end falls with its strike as any other. */
    @Test
    void anEndSinceAnErasureIsNotForGood() {
        lived.at(T0_MS - DAY_MS, erased(T0_MS - DAY_MS));
        lived.strikes(3);
        long then = day(3) + HOUR_MS;
        lived.at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        assertThat(lived.standing().step()).isEqualTo(LadderStep.ENDED);
        FoldedAccount again = lived.cold(of());
        long fell = then + DAY_MS;
        for (FoldedAccount one : List.of(lived, again)) {
            one.at(fell, TestingAccounts.waived("session:3", fell));
            assertThat(one.standing().step()).isEqualTo(LadderStep.S2);
        }
    }

    /** P14: three quiet years later numbers go on, whether the state remains or not. */
    @Test
    void numbersNeverBeginAnew() {
        lived.strikes(2);
        long quiet = day(2) + 4 * 365 * DAY_MS;
        for (int i = 0; i < 3; i++) {
            lived.at(quiet + i * DAY_MS);
        }
        StrikeChanged last = lived.strikes.get(lived.strikes.size() - 1);
        assertThat(last.strikesAfter()).isZero();
        assertThat(lived.account.offences().size() + lived.account.warnings().size()).isZero();
        assertThat(lived.account.book().published()).isZero();
        FoldedAccount cold = lived.cold(fact -> fact.kind() != Kind.STRIKE_PUBLISHED);
        FoldOutput nothing = cold.at(quiet + 10 * DAY_MS);
        assertThat(nothing.standings()).isEmpty();
        assertThat(nothing.nextAt()).isNull();
        for (FoldedAccount one : List.of(lived, cold)) {
            assertThat(one.account.book().seq()).isEqualTo(last.seq());
        }
    }

    /** Of an account that was erased, whatever order its topics are read in. */
    @Test
    void strikesFromBeforeAnErasureAreNoneWhateverIsReadFirst() {
        lived.strikes(2);
        long gone = day(10);
        lived.at(gone + 1_000, erased(gone));
        assertThat(lived.standing().erasedAt()).isEqualTo(gone);
        int before = lived.strikes.size();
        long back = day(20);
        rejoined(back);
        List<StrikeChanged> after = lived.strikes.subList(before, lived.strikes.size());
        assertThat(after).isNotEmpty();
        assertThat(after.get(0).strikesBefore()).isZero();
        AccountStanding last = lived.standing();
        for (int seed = 0; seed < 200; seed++) {
            FoldOutput output = shuffled(new Random(seed), back + 4 * DAY_MS);
            assertThat(output.strikes()).as("seed %s", seed).isEmpty();
            assertThat(output.standings()).as("seed %s", seed).isEmpty();
        }
        assertThat(last.step()).isEqualTo(LadderStep.S1);
    }

    /** Its ground had fallen when it was decided, and holds again. */
    @Test
    void whatWasRefusedEndsNoServiceWhenNothingIsKnownOfWhy() {
        lived.strikes(3);
        long fell = day(3) + HOUR_MS;
        lived.at(fell, TestingAccounts.ground("list/entry-1", false, 2, fell));
        AccountFact late = decided(proposal(3), ProposalDecision.CARRY_OUT, fell + HOUR_MS);
        assertThat(lived.at(fell + HOUR_MS, late).refused()).hasSize(1);
        long again = fell + DAY_MS;
        lived.at(again, TestingAccounts.ground("list/entry-1", true, 3, again));
        lived.at(again + DAY_MS);
        assertThat(lived.standing().proposal().state()).isEqualTo(ProposalState.OPEN);
        FoldOutput output = lived.cold(fact -> false).at(again + DAY_MS + 1);
        assertThat(output.commands()).isEmpty();
        assertThat(output.standings()).isEmpty();
    }

    /** It ran when the account was erased. */
    @Test
    void aMeasureOfAnErasedAccountIsLiftedWhateverIsReadFirst() {
        lived.strikes(1);
        long gone = day(1) + DAY_MS;
        List<AccountCommand> lifts = lived.at(gone + 1_000, erased(gone)).commands();
        assertThat(lifts).extracting(AccountCommand::measure).containsExactly(Measure.LIFT);
        lived.at(gone + 2_000, confirmed(lifts.get(0).commandId(), gone + 2_000));
        assertThat(lived.account.book().measures()).isEmpty();
        assertThat(lived.at(gone + 30 * DAY_MS).commands()).isEmpty();
        List<AccountFact> topics = new ArrayList<>(lived.topic(Kind.COMMAND_PUBLISHED));
        topics.removeIf(fact -> fact.commandPublished().measure() == Measure.LIFT);
        topics.add(erased(gone));
        for (int order = 0; order < 2; order++) {
            Account again = new Account(ACCOUNT, null);
            topics.forEach(fact -> FactIntake.take(again, fact, true));
            assertThat(new Fold(LedgerRules.DEFAULTS).at(again, gone + 5_000, 2).commands())
                    .extracting(AccountCommand::lifts)
                    .containsExactly(lifts.get(0).lifts());
            Collections.reverse(topics);
        }
    }

    private void rejoined(long back) {
        lived.at(back + 60_000, offence("session:7", back));
        String first = ACCOUNT + "/FIRST/session:7";
        long then = back + HOUR_MS;
        lived.at(
                then,
                TestingAccounts.receipt(
                        first, dev.vigil.schema.account.ReceiptState.DELIVERED, then));
        lived.at(back + 2 * DAY_MS + 60_000, offence("session:8", back + 2 * DAY_MS));
        lived.at(back + 3 * DAY_MS);
    }

    /** Each topic in its own order, and the topics in any. */
    private FoldOutput shuffled(Random random, long t) {
        List<Kind> topics = new ArrayList<>(List.of(Kind.values()));
        Collections.shuffle(topics, random);
        Account again = new Account(ACCOUNT, null);
        for (Kind topic : topics) {
            lived.topic(topic).forEach(fact -> FactIntake.take(again, fact, true));
        }
        return new Fold(LedgerRules.DEFAULTS).at(again, t, 2);
    }

    /** What was decided before an older savepoint was answered then. */
    @Test
    void whatIsReadAgainAfterAnOlderSavepointIsNotRefusedAgain() {
        lived.strikes(2);
        long then = day(2) + HOUR_MS;
        AccountFact late = decided(proposal(2), ProposalDecision.CARRY_OUT, then);
        FactIntake.take(lived.account, late, true);
        assertThat(lived.at(then + 60_000).refused()).isEmpty();
        AccountFact other = decided(proposal(1), ProposalDecision.CARRY_OUT, then);
        assertThat(lived.at(then + 61_000, other).refused())
                .extracting(FoldOutput.Refused::reason)
                .containsExactly("PROPOSAL_NOT_OPEN");
    }

    /** Decisions are kept longer than what they were about: each was answered in its time. */
    @Test
    void whatIsAboutForgottenThingsIsNotRefused() {
        List<AccountFact> old =
                List.of(
                        TestingAccounts.waived("session:0", T0_MS),
                        TestingAccounts.filed("a", "session:0", T0_MS),
                        TestingAccounts.decided("b", AppealOutcome.UPHOLD, T0_MS),
                        TestingAccounts.receipt(FoldedAccount.FIRST, ReceiptState.READ, T0_MS));
        old.forEach(fact -> FactIntake.take(lived.account, fact, true));
        long t = T0_MS + 4 * 365 * DAY_MS;
        long justNow = t - HOUR_MS;
        FactIntake.take(lived.account, TestingAccounts.waived("session:1", justNow), true);
        assertThat(lived.at(t).refused()).isEmpty();
        assertThat(lived.account.appeals().size() + lived.account.warnings().size()).isZero();
        assertThat(lived.at(justNow + DAY_MS).refused())
                .extracting(FoldOutput.Refused::reason)
                .containsExactly("OFFENCE_UNKNOWN");
    }

    /** Its first version had failed just before. */
    @Test
    void aRevisionIsNotRepeatedForTheFailureOfTheOneBefore() {
        lived.at(T0_MS + 60_000, offence("session:0", T0_MS));
        long failedAt = T0_MS + 88_000;
        lived.at(
                failedAt,
                TestingAccounts.receipt(FoldedAccount.FIRST, ReceiptState.FAILED, failedAt));
        FoldOutput joined = lived.at(T0_MS + 90_000, offence("session:1", T0_MS + 1_000));
        assertThat(joined.warnings()).extracting(UserWarning::revision).containsExactly(2);
        long t = T0_MS + DAY_MS;
        assertThat(lived.at(t).warnings()).isEmpty();
        FoldedAccount again = lived.cold(of());
        assertThat(again.at(t).warnings()).isEmpty();
        AccountFact failed =
                TestingAccounts.receipt(FoldedAccount.FIRST, ReceiptState.FAILED, t + 1_000);
        for (FoldedAccount one : List.of(lived, again)) {
            assertThat(one.at(t + 1_000, failed).warnings())
                    .extracting(UserWarning::attempt)
                    .containsExactly(2);
        }
        assertThat(lived.cold(of()).at(t + 2_000).warnings()).isEmpty();
    }

    /** The clock of the platform was behind: the failure was of the second attempt's first. */
    @Test
    void whatWasRepeatedForAFailureThatSeemsEarlierIsNotRepeatedAgain() {
        lived.at(T0_MS + 60_000, offence("session:0", T0_MS));
        lived.at(T0_MS + 90_000, offence("session:1", T0_MS + 1_000));
        long seems = T0_MS + 88_000;
        assertThat(
                        lived.at(
                                        T0_MS + 91_000,
                                        TestingAccounts.receipt(
                                                FoldedAccount.FIRST, ReceiptState.FAILED, seems))
                                .warnings())
                .extracting(UserWarning::attempt)
                .containsExactly(2);
        long second = T0_MS + 95_000;
        AccountFact failed =
                TestingAccounts.receipt(FoldedAccount.FIRST, ReceiptState.FAILED, second);
        assertThat(lived.at(second, failed).warnings()).isEmpty();
        FoldedAccount again = lived.cold(of());
        for (FoldedAccount one : List.of(lived, again)) {
            assertThat(one.at(second + 1_000).warnings()).isEmpty();
            assertThat(one.at(second + HOUR_MS).warnings())
                    .extracting(UserWarning::attempt)
                    .containsExactly(3);
        }
    }

    // What a person overturned --------------------------------------------------------------------

    /** The review is kept for 200 days; that the reference is right is said later, of all. */
    @Test
    void whatAPersonOverturnedRemainsSoThoughTheReviewIsGone() {
        String reference = "reference/work-1/r-1";
        lived.at(
                T0_MS + 60_000,
                TestingAccounts.fact(
                        TestingAccounts.offence(
                                "session:0",
                                T0_MS,
                                T0_MS + 60_000,
                                TestingAccounts.listed("entry-1", "work-1/r-1"))));
        lived.at(
                T0_MS + HOUR_MS,
                TestingAccounts.receipt(
                        FoldedAccount.FIRST, ReceiptState.DELIVERED, T0_MS + HOUR_MS));
        long then = day(2);
        AccountFact own =
                AccountFact.of(
                        Kind.GROUND,
                        ACCOUNT,
                        then,
                        new GroundState(reference, "session:0", false, then, then));
        lived.at(then, own);
        long right = then + 150 * DAY_MS;
        AccountFact general =
                AccountFact.of(
                        Kind.GROUND,
                        ACCOUNT,
                        right,
                        new GroundState(reference, null, true, right, right));
        assertThat(lived.at(right, general).offences()).isEmpty();
        for (boolean isFirst : new boolean[] {true, false}) {
            Account again = new Account(ACCOUNT, null);
            if (isFirst) {
                FactIntake.take(again, general, true);
            }
            for (Kind kind : Kind.values()) {
                if (kind != Kind.GROUND) {
                    lived.topic(kind).forEach(fact -> FactIntake.take(again, fact, true));
                }
            }
            if (!isFirst) {
                FactIntake.take(again, general, true);
            }
            FoldOutput output = new Fold(LedgerRules.DEFAULTS).at(again, right + DAY_MS, 2);
            assertThat(output.offences()).isEmpty();
            assertThat(output.warnings()).isEmpty();
            assertThat(Offences.at(StrikeLadder.DEFAULTS, again, right).get("session:0").state())
                    .isEqualTo(OffenceState.FALLEN);
        }
    }

    // An older savepoint --------------------------------------------------------------------------

    @Test
    void offencesThatAreDroppedAgainAfterAnOlderSavepointAreCountedOnce() {
        FoldedAccount older = new FoldedAccount();
        List<AccountFact> many = new ArrayList<>();
        for (int i = 0; i < AccountLimits.OFFENCES; i++) {
            many.add(offence("session:" + i, T0_MS + i * HOUR_MS));
        }
        long then = T0_MS + 2_000 * HOUR_MS;
        AccountFact[] first = many.toArray(new AccountFact[0]);
        lived.at(then, first);
        older.at(then, first);
        List<AccountFact> more =
                List.of(
                        offence("session:early-1", T0_MS - HOUR_MS),
                        offence("session:early-2", T0_MS - HOUR_MS));
        lived.at(then + 1, more.toArray(new AccountFact[0]));
        assertThat(lived.standing().leftOut()).isEqualTo(2);
        List<AccountFact> standings = lived.topic(Kind.STANDING_PUBLISHED);
        FactIntake.take(older.account, standings.get(standings.size() - 1), true);
        more.forEach(fact -> FactIntake.take(older.account, fact, true));
        older.at(then + 2);
        assertThat(older.account.book().leftOut()).isEqualTo(2);
        older.at(then + 3, offence("session:early-3", T0_MS - HOUR_MS));
        assertThat(older.account.book().leftOut()).isEqualTo(3);
    }

    // Erased and back -----------------------------------------------------------------------------

    /** What is named long after an erasure is about what came after it. */
    @Test
    void aWrongIdOfAnAccountThatCameBackIsRefused() {
        lived.warned();
        long gone = day(2);
        lived.at(gone + 1, erased(gone));
        lived.at(gone + HOUR_MS, TestingAccounts.waived("session:0", gone + HOUR_MS));
        assertThat(lived.at(gone + 2 * DAY_MS).refused()).as("of before").isEmpty();
        rejoined(day(20));
        long then = day(22);
        lived.at(then, TestingAccounts.waived("session:77", then));
        assertThat(lived.at(then + DAY_MS).refused())
                .extracting(FoldOutput.Refused::key)
                .containsExactly("session:77");
    }

    /** It was informed once, of an offence that is read a little later. */
    @Test
    void aGroundThatIsReadBeforeItsOffenceIsKeptADay() {
        lived.warned();
        long gone = day(2);
        lived.at(gone + 1, erased(gone));
        long back = day(20);
        GroundState fell = new GroundState("list/entry-1", null, false, 2, gone - HOUR_MS);
        lived.at(back, AccountFact.of(Kind.GROUND, ACCOUNT, back, fell));
        FoldOutput output = lived.at(back + 60_000, offence("session:7", back));
        assertThat(output.warnings()).isEmpty();
        assertThat(lived.account.grounds().size()).isOne();
        long other = day(30);
        GroundState none = new GroundState("list/entry-9", null, false, 2, other);
        FoldOutput kept = lived.at(other, AccountFact.of(Kind.GROUND, ACCOUNT, other, none));
        assertThat(kept.nextAt()).isLessThanOrEqualTo(other + DAY_MS);
        lived.at(other + DAY_MS);
        assertThat(lived.account.grounds().size()).as("nothing rests on it").isOne();
    }
}
