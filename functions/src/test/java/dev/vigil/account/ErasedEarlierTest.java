package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.confirmed;
import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.FoldedAccount.proposal;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.filed;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The platform erases at night, and the ledger reads of it hours later. */
class ErasedEarlierTest {
    private final FoldedAccount account = new FoldedAccount();

    private static AccountFact erased(long at) {
        return AccountFact.of(Kind.ERASED, ACCOUNT, at, new AccountErased(ACCOUNT, "request", at));
    }

    @Test
    void nothingThatWasDerivedOfItMeanwhileRemains() {
        account.strikes(3);
        long gone = day(3) + 30_000;
        long read = day(3) + HOUR_MS;
        List<AccountCommand> commands = new ArrayList<>();
        commands.addAll(account.at(read - 1, filed("a", "session:3", read - 1)).commands());
        FoldOutput erasing = account.at(read, erased(gone));
        assertThat(erasing.warnings()).isEmpty();
        assertThat(erasing.reports()).isEmpty();
        commands.addAll(erasing.commands());
        for (AccountCommand one : commands) {
            assertThat(one.measure()).as("nobody else would end it").isEqualTo(Measure.LIFT);
            account.at(read + 1_000, confirmed(one.commandId(), read + 1_000));
        }
        assertThat(account.account.offences().size()).isZero();
        assertThat(account.account.warnings().ids()).isEmpty();
        assertThat(account.account.appeals().ids()).isEmpty();
        assertThat(account.account.book().reports()).isEmpty();
        assertThat(account.account.book().measures()).isEmpty();
        for (int i = 1; i <= 10; i++) {
            FoldOutput output = account.at(read + i * DAY_MS);
            assertThat(output.reports()).isEmpty();
            assertThat(output.warnings()).isEmpty();
            assertThat(output.commands()).isEmpty();
            assertThat(output.refused()).isEmpty();
        }
        FoldedAccount cold = account.cold(fact -> false);
        FoldOutput again = cold.at(read + 11 * DAY_MS);
        assertThat(again.warnings()).isEmpty();
        assertThat(again.reports()).isEmpty();
        assertThat(again.commands()).isEmpty();
        assertThat(again.refused()).isEmpty();
        assertThat(cold.account.warnings().ids()).isEmpty();
        assertThat(cold.account.book().reports()).isEmpty();
    }

    /** P15: a session that came after it had joined a warning. */
    @Test
    void aWarningNamesOnlyWhatCameAfterIt() {
        account.at(T0_MS + 60_000, offence("session:0", T0_MS));
        long gone = T0_MS + HOUR_MS;
        account.at(T0_MS + 3 * HOUR_MS, offence("session:1", T0_MS + 2 * HOUR_MS));
        account.at(T0_MS + 4 * HOUR_MS, erased(gone));
        assertThat(account.account.offences().ids()).containsExactly("session:1");
        long next = T0_MS + 5 * HOUR_MS;
        FoldOutput output = account.at(next + 60_000, offence("session:2", next));
        assertThat(output.warnings())
                .flatExtracting(UserWarning::offences)
                .doesNotContain("session:0")
                .contains("session:2");
        assertThat(account.account.warnings().values())
                .allSatisfy(one -> assertThat(one.offences()).doesNotContain("session:0"));
    }

    /** A person ended it before the ledger read of the erasure. */
    @Test
    void whatWasEndedMeanwhileRemainsEnded() {
        account.strikes(3);
        long then = day(3) + HOUR_MS;
        account.at(then, decided(proposal(3), ProposalDecision.CARRY_OUT, then));
        FoldOutput erasing = account.at(then + HOUR_MS, erased(day(3) + 30_000));
        assertThat(erasing.warnings()).isEmpty();
        assertThat(erasing.reports()).isEmpty();
        assertThat(account.standing().endedAt()).isEqualTo(then);
        assertThat(account.standing().proposal()).isNull();
        FoldOutput again = account.cold(fact -> false).at(then + DAY_MS);
        assertThat(again.standings()).isEmpty();
        assertThat(again.warnings()).isEmpty();
        for (FoldOutput output : List.of(erasing, again)) {
            assertThat(output.commands())
                    .extracting(AccountCommand::lifts)
                    .noneMatch(id -> id == null || id.contains("SERVICE_ENDED"));
        }
    }

    /**
     * They were on their way: the platform has made no mistake, and a dead letter would name it.
     */
    @Test
    void receiptsAndAppealsOfWhatWasErasedAreDropped() {
        account.strikes(3);
        account.at(day(3) + HOUR_MS, erased(day(3) + 30_000));
        long t = day(3) + 2 * HOUR_MS;
        account.at(
                t,
                receipt(FoldedAccount.FIRST, ReceiptState.READ, t),
                filed("appeal-1", "session:2", t),
                decided("appeal-2", AppealOutcome.OVERTURN, t));
        assertThat(account.at(t + DAY_MS - 1).refused()).isEmpty();
        assertThat(account.account.appeals().size()).isEqualTo(2);
        assertThat(account.at(t + DAY_MS).refused()).isEmpty();
        assertThat(account.account.appeals().size() + account.account.warnings().size()).isZero();
    }

    /** The platform goes on with an appeal against a measure: nobody is there to be written to. */
    @Test
    void nobodyIsToldOfAMeasureThatAnAppealEnds() {
        String before = account.strikes(3).get(0).commandId();
        long t = day(3) + HOUR_MS;
        account.at(t, appealed("appeal-1", before, t));
        FoldOutput relieved =
                account.at(t + 1_000, decided("appeal-1", AppealOutcome.OVERTURN, t + 1_000));
        assertThat(relieved.warnings()).hasSize(1);
        account.at(t + 2_000, erased(day(3) + 30_000));
        assertThat(account.account.warnings().ids()).isEmpty();
        String after = ACCOUNT + "/S2/session:2/LIVE_OFF";
        assertThat(account.account.book().measures())
                .extracting(one -> one.commandId(ACCOUNT))
                .contains(after);
        FoldOutput output =
                account.at(
                        t + 3_000,
                        appealed("appeal-2", after, t + 3_000),
                        decided("appeal-2", AppealOutcome.OVERTURN, t + 3_000));
        assertThat(output.warnings()).isEmpty();
    }

    private static AccountFact appealed(String appealId, String measureId, long at) {
        return AccountFact.of(
                Kind.APPEAL_FILED,
                ACCOUNT,
                at,
                AppealFiledBuilder.builder()
                        .appealId(appealId)
                        .accountId(ACCOUNT)
                        .measureId(measureId)
                        .at(at)
                        .reasonCode("MISTAKE")
                        .build());
    }
}
