package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.SETTLED_MS;
import static dev.vigil.account.FoldedAccount.confirmed;
import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.FoldedAccount.of;
import static dev.vigil.account.FoldedAccount.proposal;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.ground;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Measures that end, come back, and are read back. */
class MeasuresTest {
    private static final String ENDING = ACCOUNT + "/ENDED/session:3/SERVICE_ENDED";

    private final FoldedAccount lived = new FoldedAccount();

    private void end(long then) {
        FoldOutput output = lived.at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        confirm(output, then + 1_000);
    }

    private void confirm(FoldOutput output, long then) {
        lived.at(
                then,
                output.commands().stream()
                        .map(one -> confirmed(one.commandId(), then))
                        .toArray(AccountFact[]::new));
    }

    /** Ended by a person, given back as its entry was a mistake, which was one itself. */
    private long givenBack() {
        lived.strikes(3);
        end(day(3) + HOUR_MS);
        long fell = day(3) + DAY_MS;
        FoldOutput lift = lived.at(fell, ground("list/entry-1", false, 2, fell));
        assertThat(lift.commands()).extracting(AccountCommand::lifts).contains(ENDING);
        assertThat(lived.standing().proposal().state()).isEqualTo(ProposalState.VOID);
        confirm(lift, fell + 1_000);
        long back = fell + DAY_MS;
        confirm(lived.at(back, ground("list/entry-1", true, 3, back)), back + 1_000);
        return back;
    }

    /** It is the earliest of its incident by now: the platform is not to open for ten seconds. */
    @Test
    void anOffenceThatIsReadLateDoesNotOpenAndClose() {
        lived.strikes(1);
        long late = day(1) + HOUR_MS;
        FoldOutput output =
                lived.at(
                        late,
                        TestingAccounts.fact(
                                TestingAccounts.offence(
                                        "item:z",
                                        day(1) - HOUR_MS,
                                        day(1) + 90_000,
                                        TestingAccounts.listed("entry-2"))));
        assertThat(lived.standing().strikes().get(0).offences())
                .containsExactly("item:z", "session:1");
        assertThat(output.commands()).isEmpty();
        assertThat(lived.at(late + SETTLED_MS).commands()).isEmpty();
        assertThat(lived.standing().restrictions())
                .extracting(Restriction::commandId)
                .containsExactly(ACCOUNT + "/S1/session:1/LIVE_OFF");
        FoldedAccount cold = lived.cold(none -> false);
        assertThat(cold.at(late + 2 * SETTLED_MS).commands()).isEmpty();
        long over = day(1) + 60_000 + 7 * DAY_MS;
        assertThat(lived.at(over).commands())
                .extracting(AccountCommand::lifts)
                .containsExactly(ACCOUNT + "/S1/session:1/LIVE_OFF");
    }

    /** A strike before it falls: the step goes down, and what a person has ended stays ended. */
    @Test
    void aReversalAfterADeclineStartsNoRestriction() {
        lived.strikes(3);
        long then = day(3) + HOUR_MS;
        confirm(lived.at(then, decided(proposal(3), ProposalDecision.DECLINE, then)), then + 1_000);
        long fell = then + HOUR_MS;
        FoldOutput reversed = lived.at(fell, waived("session:2", fell));
        assertThat(lived.standing().step()).isEqualTo(LadderStep.S2);
        assertThat(reversed.commands()).noneMatch(one -> one.measure() != Measure.LIFT);
        FoldOutput settled = lived.at(fell + SETTLED_MS);
        assertThat(settled.commands()).noneMatch(one -> one.measure() != Measure.LIFT);
        assertThat(lived.standing().restrictions())
                .noneMatch(one -> one.commandId().contains("/session:3/"));
    }

    /** P11: the decision that was lifted is over. */
    @Test
    void aServiceThatWasGivenBackIsProposedAgain() {
        long back = givenBack();
        assertThat(lived.at(back + SETTLED_MS).commands())
                .extracting(AccountCommand::measure)
                .doesNotContain(Measure.SERVICE_ENDED);
        assertThat(lived.standing().proposal().state()).isEqualTo(ProposalState.OPEN);
        assertThat(lived.standing().endedAt()).isNull();
        end(back + HOUR_MS);
        assertThat(lived.standing().step()).isEqualTo(LadderStep.ENDED);
        assertThat(lived.standing().endedAt()).isEqualTo(back + HOUR_MS);
        assertThat(lived.standing().restrictions())
                .extracting(Restriction::commandId)
                .contains(ENDING + "/2");
    }

    /** Neither while commands are kept nor when only the standing says that it goes on. */
    @Test
    void aServiceThatWasGivenBackIsNotEndedByAStartWithoutState() {
        long back = givenBack();
        lived.at(back + SETTLED_MS);
        for (int days : List.of(1, 300)) {
            long then = back + days * DAY_MS;
            lived.at(then);
            Predicate<AccountFact> isGone =
                    days < 200 ? fact -> false : of(Kind.COMMAND_PUBLISHED, Kind.CONFIRMED);
            for (List<Kind> order : orders()) {
                FoldOutput cold = cold(order, isGone.or(MeasuresTest::isOlder), then);
                assertThat(cold.commands()).as("%s %s", days, order).isEmpty();
                assertThat(cold.standings()).as("%s %s", days, order).isEmpty();
            }
        }
    }

    /** What the platform confirms of commands that nobody sent takes no room from it. */
    @Test
    void aServiceThatWasGivenBackIsNotEndedForWantOfRoom() {
        long back = givenBack();
        lived.at(back + SETTLED_MS);
        long then = back + HOUR_MS;
        for (int i = 0; i < MeasureBook.MAX_MEASURES; i++) {
            lived.at(then, confirmed(ACCOUNT + "/S1/session:x" + i + "/LIVE_OFF", then));
        }
        FoldOutput output = lived.at(then + 1_000);
        assertThat(output.commands()).isEmpty();
        assertThat(lived.standing().endedAt()).isNull();
        assertThat(lived.standing().proposal().state()).isEqualTo(ProposalState.OPEN);
    }

    /** The list keeps the last version of an entry. */
    private static boolean isOlder(AccountFact fact) {
        return fact.kind() == Kind.GROUND && fact.ground().version() < 3;
    }

    private static List<List<Kind>> orders() {
        List<Kind> reversed = new ArrayList<>(List.of(Kind.values()));
        Collections.reverse(reversed);
        return List.of(List.of(Kind.values()), reversed);
    }

    private Account again;

    private FoldOutput cold(List<Kind> order, Predicate<AccountFact> isGone, long then) {
        again = new Account(ACCOUNT, null);
        for (Kind topic : order) {
            lived.topic(topic).stream()
                    .filter(isGone.negate())
                    .forEach(fact -> FactIntake.take(again, fact, true));
        }
        return new Fold(LedgerRules.DEFAULTS).at(again, then, 2);
    }

    /** Its first commands are off their topic, its last are not; or all are. */
    @Test
    void aMeasureThatCameBackKeepsItsNumber() {
        long back = givenBack();
        end(back + HOUR_MS);
        long then = back + 250 * DAY_MS;
        lived.at(then);
        Predicate<AccountFact> isFirst =
                fact -> of(Kind.COMMAND_PUBLISHED, Kind.CONFIRMED).test(fact) && fact.time() < back;
        for (Predicate<AccountFact> isGone :
                List.of(isFirst, of(Kind.COMMAND_PUBLISHED, Kind.CONFIRMED))) {
            for (List<Kind> order : orders()) {
                assertThat(cold(order, isGone, then).commands()).as("%s", order).isEmpty();
                assertThat(again.book().measures())
                        .as("%s", order)
                        .extracting(one -> one.commandId(ACCOUNT))
                        .contains(ENDING + "/2")
                        .doesNotContain(ENDING);
                FactIntake.take(again, waived("session:2", then + 1_000), false);
                assertThat(new Fold(LedgerRules.DEFAULTS).at(again, then + 1_000, 2).commands())
                        .extracting(AccountCommand::commandId)
                        .containsExactly(ENDING + "/2/lift");
            }
        }
    }

    @Test
    void thatSomethingWasLiftedIsNoAnswerToAMeasure() {
        lived.warned();
        lived.at(day(1) + 60_000, offence("session:1", day(1)));
        long then = day(1) + 60_000 + SETTLED_MS;
        AccountFact answer = confirmed(lived.at(then).commands().get(0).commandId(), then + 1_000);
        ActionConfirmed lift = answer.confirmed().withMeasure(Measure.LIFT);
        lived.at(then + 1_000, AccountFact.of(Kind.CONFIRMED, ACCOUNT, then + 1_000, lift));
        assertThat(lived.standing().restrictions().get(0).confirmedAt()).isNull();
        lived.at(then + 1_000, answer);
        assertThat(lived.standing().restrictions().get(0).confirmedAt()).isEqualTo(then + 1_000);
    }

    /** More measures than a standing names: the one that ends first is not forgotten for it. */
    @Test
    void theMeasureThatEndsFirstIsLiftedInTime() {
        lived.warned();
        FoldOutput output = null;
        long then = 0;
        for (int i = 1; i <= 6; i++) {
            long at = T0_MS + i * 25 * HOUR_MS;
            lived.at(at + 60_000, offence("session:" + i, at));
            then = at + 60_000 + SETTLED_MS;
            output = lived.at(then);
            confirm(output, then + 1_000);
        }
        assertThat(lived.account.book().measures()).hasSizeGreaterThan(8);
        assertThat(lived.standing().restrictions())
                .hasSize(8)
                .extracting(Restriction::measure)
                .contains(Measure.LIVE_OFF, Measure.UPLOADS_HELD);
        String first = ACCOUNT + "/S1/session:1/LIVE_OFF";
        long until = until(first);
        while (then < until) {
            output = lived.at(then + 2_000);
            assertThat(output.nextAt()).isNotNull().isLessThanOrEqualTo(until);
            then = output.nextAt();
            output = lived.at(then);
            confirm(output, then + 1_000);
        }
        assertThat(output.commands()).extracting(AccountCommand::lifts).contains(first);
    }

    private long until(String commandId) {
        return lived.account.book().measures().stream()
                .filter(one -> one.commandId(ACCOUNT).equals(commandId))
                .mapToLong(KeptMeasure::until)
                .findFirst()
                .orElseThrow();
    }
}
