package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.ground;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ladder that is only tried: it is derived and published, and no letter is sent. */
class ShadowLadderTest {
    private static final Fold EARNEST = new Fold(LedgerRules.DEFAULTS);
    private static final Fold TRIED = new Fold(TestingLadders.shadow());

    private final Account account = new Account(ACCOUNT, null);
    private final List<FoldOutput> outputs = new ArrayList<>();

    private FoldOutput at(Fold fold, long t, AccountFact... facts) {
        for (AccountFact fact : facts) {
            FactIntake.take(account, fact, false);
        }
        FoldOutput output = fold.at(account, t, 1);
        outputs.add(output);
        return output;
    }

    private static long day(int day) {
        return T0_MS + day * 2 * DAY_MS;
    }

    private AccountStanding standing() {
        return outputs.stream().flatMap(it -> it.standings().stream()).reduce((a, b) -> b).get();
    }

    @Test
    void itSendsNoLetterAndDraftsNoReport() {
        for (int i = 0; i <= 3; i++) {
            at(TRIED, day(i) + 60_000, offence("session:" + i, day(i)));
        }
        at(TRIED, day(20));
        assertThat(standing().step()).isEqualTo(LadderStep.S3);
        assertThat(standing().shadow()).isTrue();
        assertThat(standing().strikes()).hasSize(3);
        assertThat(standing().warnings()).isZero();
        assertThat(standing().proposal().state()).isEqualTo(ProposalState.OPEN);
        assertThat(outputs)
                .allSatisfy(
                        it -> {
                            assertThat(it.warnings()).isEmpty();
                            assertThat(it.commands()).isEmpty();
                            assertThat(it.reports()).isEmpty();
                            assertThat(it.alerts()).isEmpty();
                        });
    }

    @Test
    void aServiceIsNotEndedUnderIt() {
        for (int i = 0; i <= 3; i++) {
            at(TRIED, day(i) + 60_000, offence("session:" + i, day(i)));
        }
        String proposal = standing().proposal().proposalId();
        FoldOutput output =
                at(TRIED, day(4), decided(proposal, ProposalDecision.CARRY_OUT, day(4) - 1_000));
        assertThat(output.refused())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.reason()).isEqualTo("PROPOSAL_NOT_OPEN");
                            assertThat(it.message()).contains("only tried");
                        });
        assertThat(standing().endedAt()).isNull();
    }

    /** What was said in earnest is taken back, though the ladder is only tried by now. */
    @Test
    void aLetterOfBeforeIsTakenBack() {
        at(EARNEST, T0_MS + 60_000, offence("session:0", T0_MS));
        String first = ACCOUNT + "/FIRST/session:0";
        at(EARNEST, T0_MS + HOUR_MS, receipt(first, ReceiptState.DELIVERED, T0_MS + HOUR_MS));
        assertThat(at(TRIED, day(1), ground("list/entry-1", false, 2, day(1) - 1)).warnings())
                .extracting(UserWarning::kind, UserWarning::voids)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(WarningKind.LIFTED, first));
    }

    /** Once the ladder is in earnest, only what was delivered admonishes. */
    @Test
    void nobodyIsAdmonishedByALetterThatNeverWent() {
        at(TRIED, T0_MS + 60_000, offence("session:0", T0_MS));
        at(TRIED, day(1) + 60_000, offence("session:1", day(1)));
        assertThat(standing().step()).isEqualTo(LadderStep.S1);
        FoldOutput output = at(EARNEST, day(2), offence("session:2", day(2) - 60_000));
        assertThat(standing().step()).isEqualTo(LadderStep.S0);
        assertThat(output.warnings())
                .extracting(UserWarning::kind)
                .containsExactly(WarningKind.FIRST);
    }

    /** It names no offence and is no part of a ladder. */
    @Test
    void aReminderGoesOutAllTheSame() {
        AccountFact opened =
                AccountFact.of(Kind.OPENED, ACCOUNT, T0_MS, new AccountOpened(ACCOUNT, T0_MS));
        assertThat(at(TRIED, T0_MS + 1, opened).warnings())
                .extracting(UserWarning::kind)
                .containsExactly(WarningKind.REMINDER);
    }
}
