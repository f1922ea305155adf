package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.filed;
import static dev.vigil.account.TestingAccounts.offence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.OffenceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Appeals of an account: which remain, until when one may be open, and which decision is in force.
 */
class AppealsTest {
    private final FoldedAccount account = new FoldedAccount();

    private OffenceState state(String offenceId, long atMs) {
        return Offences.asOf(StrikeLadder.DEFAULTS, account.account, atMs).get(offenceId).state();
    }

    @Test
    void anUpheldAppealOutlivesAHundredOpenOnes() {
        account.strikes(1);
        long t = day(1) + HOUR_MS;
        account.at(t, filed("first", "session:1", t));
        account.at(t + 1, decided("first", AppealOutcome.UPHOLD, t + 1));
        for (int i = 0; i < 150; i++) {
            account.at(t + 2 + i, filed("again-" + i, "session:" + i % 2, t + 2 + i));
            assertThat(state("session:1", t + 2 + i)).isEqualTo(OffenceState.STANDING);
        }
        assertThat(account.account.appeals().size()).isEqualTo(AccountLimits.APPEALS);
        assertThat(account.account.appeals().get("first").outcome())
                .isEqualTo(AppealOutcome.UPHOLD);
        assertThat(account.account.appeals().get("again-0"))
                .as("the only other one that holds something up")
                .isNotNull();
    }

    /** A hundred that were upheld leave room for the next, and remain decided. */
    @Test
    void whatWasUpheldIsNotSuspendedAnewWithoutItsAppeal() {
        int many = AccountLimits.APPEALS + 20;
        for (int i = 0; i < many; i++) {
            long t = T0_MS + i * HOUR_MS;
            account.at(t + 60_000, offence("session:" + i, t));
            account.at(t + 61_000, filed("a-" + i, "session:" + i, t + 61_000));
            assertThat(state("session:" + i, t + 61_000)).isEqualTo(OffenceState.SUSPENDED);
            account.at(t + 62_000, decided("a-" + i, AppealOutcome.UPHOLD, t + 62_000));
        }
        long now = T0_MS + many * HOUR_MS;
        account.at(now, filed("again", "session:0", now));
        assertThat(account.account.appeals().get("a-0")).isNull();
        assertThat(Offences.at(StrikeLadder.DEFAULTS, account.account, now).values())
                .hasSize(many)
                .allMatch(offence -> offence.state() == OffenceState.STANDING);
    }

    /** As many as a wrong reference brings in a year. */
    @Test
    void whatWasOverturnedRemainsSoWithoutItsAppeal() {
        int many = AccountLimits.APPEALS + 20;
        for (int i = 0; i < many; i++) {
            long t = T0_MS + i * HOUR_MS;
            account.at(t + 60_000, offence("session:" + i, t));
            account.at(t + 61_000, filed("a-" + i, "session:" + i, t + 61_000));
            account.at(t + 62_000, decided("a-" + i, AppealOutcome.OVERTURN, t + 62_000));
        }
        long now = T0_MS + many * HOUR_MS;
        account.at(now);
        assertThat(account.account.appeals().size()).isEqualTo(AccountLimits.APPEALS);
        FoldedAccount cold = account.cold(none -> false);
        assertThat(cold.at(now + HOUR_MS).offences()).isEmpty();
        for (FoldedAccount one : List.of(account, cold)) {
            assertThat(Offences.at(StrikeLadder.DEFAULTS, one.account, now).values())
                    .hasSize(many)
                    .allMatch(offence -> offence.state() == OffenceState.FALLEN);
        }
    }

    // Open too long -------------------------------------------------------------------------------

    private static List<LedgerAlert> open(FoldOutput output) {
        return output.alerts().stream()
                .filter(one -> one.kind() == LedgerAlertKind.APPEAL_OPEN)
                .toList();
    }

    @Test
    void anAppealThatHoldsAnOffenceUpIsAnAlertUntilItIsDecided() {
        account.strikes(1);
        long t = day(1) + HOUR_MS;
        FoldOutput both =
                account.at(t, filed("b", "session:1", t), filed("a", "session:1", t + 1_000));
        long due = t + StrikeLadder.DEFAULTS.decisionDays() * DAY_MS;
        assertThat(open(both)).isEmpty();
        assertThat(open(account.at(due - 1))).isEmpty();
        assertThat(open(account.at(due)))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.subject()).as("the first of the two").isEqualTo("b");
                            assertThat(one.since()).isEqualTo(due);
                        });
        assertThat(open(account.at(due + HOUR_MS))).isEmpty();
        assertThat(open(account.at(due + DAY_MS))).hasSize(1);
        long then = due + DAY_MS + HOUR_MS;
        assertThat(open(account.at(then, decided("b", AppealOutcome.UPHOLD, then))))
                .as("the other holds nothing up")
                .singleElement()
                .extracting(LedgerAlert::resolvedAt)
                .isEqualTo(then);
    }

    @Test
    void anAppealAboutWhatIsOverIsNoAlert() {
        account.warned();
        long t = T0_MS + 89 * DAY_MS;
        account.at(t, filed("a", "session:0", t));
        assertThat(open(account.at(t + 30 * DAY_MS))).isEmpty();
    }

    // Decided more than once ----------------------------------------------------------------------

    @Test
    void eachDecisionIsInForceUntilTheNext() {
        account.strikes(1);
        long t = day(1) + HOUR_MS;
        List<AccountFact> facts = new ArrayList<>(List.of(filed("a", "session:1", t)));
        facts.add(decided("a", AppealOutcome.UPHOLD, t + DAY_MS));
        facts.add(decided("a", AppealOutcome.OVERTURN, t + 2 * DAY_MS));
        facts.add(decided("a", AppealOutcome.UPHOLD, t + 3 * DAY_MS));
        Collections.shuffle(facts, new Random(7));
        account.at(t + 4 * DAY_MS, facts.toArray(new AccountFact[0]));
        long half = DAY_MS / 2;
        assertThat(state("session:1", t + half)).isEqualTo(OffenceState.SUSPENDED);
        assertThat(state("session:1", t + DAY_MS + half)).isEqualTo(OffenceState.STANDING);
        assertThat(state("session:1", t + 2 * DAY_MS + half)).isEqualTo(OffenceState.FALLEN);
        assertThat(state("session:1", t + 3 * DAY_MS + half)).isEqualTo(OffenceState.STANDING);
    }

    /** The first and the last three, whatever the order. */
    @Test
    void decisionsAreBoundedInAnyOrder() {
        List<AccountFact> facts = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            facts.add(decided("a", AppealOutcome.values()[i % 2], T0_MS + i));
        }
        KeptAppeal expected = null;
        for (int seed = 0; seed < 50; seed++) {
            Account one = new Account(TestingAccounts.ACCOUNT, null);
            Collections.shuffle(facts, new Random(seed));
            facts.forEach(fact -> FactIntake.take(one, fact, false));
            KeptAppeal kept = one.appeals().get("a").withSeenAt(0);
            expected = expected == null ? kept : expected;
            assertThat(kept).as("seed %s", seed).isEqualTo(expected);
        }
        assertThat(expected.decisions())
                .extracting(one -> one.at() - T0_MS)
                .containsExactly(0L, 6L, 7L, 8L);
    }
}
