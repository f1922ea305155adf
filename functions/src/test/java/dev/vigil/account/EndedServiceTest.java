package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.FoldedAccount.proposal;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.notice;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import org.junit.jupiter.api.Test;

/** A service that a person ended, or decided to leave, under what comes later. */
class EndedServiceTest {
    private final FoldedAccount account = new FoldedAccount();

    /** An offence of before its strikes had fallen. */
    private long ended() {
        account.warned();
        account.at(T0_MS + DAY_MS, offence("session:9", T0_MS + 2 * HOUR_MS));
        account.at(T0_MS + DAY_MS + 1, waived("session:9", T0_MS + DAY_MS));
        for (int i = 1; i <= 3; i++) {
            account.at(day(i) + 60_000, offence("session:" + i, day(i)));
        }
        long then = day(3) + HOUR_MS;
        account.at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        assertThat(account.standing().endedAt()).isEqualTo(then);
        return then;
    }

    private static boolean isEnding(AccountCommand one) {
        return one.lifts() != null && one.lifts().contains("SERVICE_ENDED");
    }

    @Test
    void itRemainsEndedUnderAnotherLadderThoughAnOffenceHadFallenBefore() {
        long then = ended();
        account.rules(TestingLadders.milder());
        FoldOutput output = account.at(then + DAY_MS);
        assertThat(output.commands()).noneMatch(EndedServiceTest::isEnding);
        assertThat(account.standing().endedAt()).isEqualTo(then);
        assertThat(account.standing().proposal().state()).isEqualTo(ProposalState.CARRIED_OUT);
    }

    /** What more is known of it by then is no fall. */
    @Test
    void newsOfAnOffenceThatHadFallenEndNothing() {
        long then = ended();
        Offence more =
                offence("session:9", T0_MS + 2 * HOUR_MS, T0_MS + 3 * HOUR_MS, notice("n", true));
        FoldOutput news = account.at(then + HOUR_MS, fact(more).withTime(then + HOUR_MS));
        assertThat(news.offences())
                .singleElement()
                .satisfies(one -> assertThat(one.changedAt()).isEqualTo(T0_MS + DAY_MS));
        account.rules(TestingLadders.milder());
        account.at(then + DAY_MS);
        assertThat(account.standing().endedAt()).isEqualTo(then);
    }

    /** Though the person said so before the decision, and it was read after it. */
    @Test
    void itGoesOnOnceOneOfItsOffencesFalls() {
        long then = ended();
        account.rules(TestingLadders.milder());
        account.at(then + DAY_MS);
        FoldOutput output = account.at(then + 2 * DAY_MS, waived("session:2", then - 1));
        assertThat(output.commands()).anyMatch(EndedServiceTest::isEnding);
        assertThat(account.standing().endedAt()).isNull();
    }

    @Test
    void anErasureUnderAnotherLadderLeavesThatItWasEnded() {
        long then = ended();
        account.rules(TestingLadders.milder());
        account.at(then + DAY_MS);
        long gone = then + 2 * DAY_MS;
        account.at(gone + 1_000, erased(gone));
        assertThat(account.standing().endedAt()).isEqualTo(then);
        assertThat(account.standing().step()).isEqualTo(LadderStep.ENDED);
        assertThat(account.account.book().proposal()).isNull();
        assertThat(account.at(gone + 2_000).isEmpty()).isFalse();
        assertThat(account.account.book().endedAt()).isEqualTo(then);
    }

    private static AccountFact erased(long at) {
        return AccountFact.of(Kind.ERASED, ACCOUNT, at, new AccountErased(ACCOUNT, "request", at));
    }

    @Test
    void deferralsDropNoDecline() {
        account.strikes(3);
        long then = day(3) + HOUR_MS;
        account.at(then, decided(proposal(3), ProposalDecision.DECLINE, then));
        account.at(day(4) + 60_000, offence("session:4", day(4)));
        for (int i = 1; i <= AccountLimits.DECISIONS + 5; i++) {
            long at = day(4) + HOUR_MS + i * HOUR_MS;
            account.at(at, decided(proposal(4), ProposalDecision.DEFER, at));
        }
        assertThat(account.standing().proposal().proposalId()).isEqualTo(proposal(4));
        assertThat(account.standing().proposal().state()).isEqualTo(ProposalState.DEFERRED);
        assertThat(account.account.book().decisions()).hasSize(2);
        account.at(day(6), waived("session:4", day(6)));
        assertThat(account.standing().proposal().state()).isEqualTo(ProposalState.VOID);
    }
}
