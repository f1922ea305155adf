package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letters about measures: one that ends alone, and two of a kind. */
class RelievedTest {
    private final Account account = new Account(ACCOUNT, null);
    private final Fold fold = new Fold(LedgerRules.DEFAULTS);

    private FoldOutput at(long t, AccountFact... facts) {
        for (AccountFact fact : facts) {
            FactIntake.take(account, fact, false);
        }
        return fold.at(account, t, 1);
    }

    private static long day(int day) {
        return T0_MS + day * 2 * DAY_MS;
    }

    /** Commands of so many strikes. */
    private List<AccountCommand> strikes(int many) {
        at(T0_MS + 60_000, offence("session:0", T0_MS));
        at(
                T0_MS + HOUR_MS,
                receipt(ACCOUNT + "/FIRST/session:0", ReceiptState.DELIVERED, T0_MS + HOUR_MS));
        List<AccountCommand> commands = List.of();
        for (int i = 1; i <= many; i++) {
            at(day(i) + 60_000, offence("session:" + i, day(i)));
            commands = at(day(i) + 70_000).commands();
        }
        return commands;
    }

    private static AccountFact appealed(String measureId, long at) {
        return AccountFact.of(
                Kind.APPEAL_FILED,
                ACCOUNT,
                at,
                AppealFiledBuilder.builder()
                        .appealId("appeal-1")
                        .accountId(ACCOUNT)
                        .measureId(measureId)
                        .at(at)
                        .reasonCode("MISTAKE")
                        .build());
    }

    @Test
    void aMeasureThatAnAppealEndsIsToldAndItsStrikeRemains() {
        String commandId = strikes(1).get(0).commandId();
        long t = day(1) + HOUR_MS;
        at(t, appealed(commandId, t));
        FoldOutput output = at(t + 1_000, decided("appeal-1", AppealOutcome.OVERTURN, t + 1_000));
        assertThat(output.commands())
                .extracting(AccountCommand::measure)
                .containsExactly(Measure.LIFT);
        assertThat(output.warnings())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.kind()).isEqualTo(WarningKind.RELIEVED);
                            assertThat(it.warningId()).isEqualTo(commandId + "/RELIEVED");
                            assertThat(it.offences()).isEmpty();
                            assertThat(it.zh().body()).contains("【已解除的限制】暂停直播");
                            assertThat(it.en().body())
                                    .contains("Lifted: no live streaming")
                                    .doesNotContain("Limits that remain");
                        });
        assertThat(at(t + 2_000).warnings()).isEmpty();
        assertThat(output.standings().get(0).strikes()).hasSize(1);
    }

    /** What ends by itself, or with its strike, has no such letter. */
    @Test
    void aMeasureThatEndsAtItsTimeIsNotTold() {
        String commandId = strikes(1).get(0).commandId();
        assertThat(at(day(1) + 8 * DAY_MS).warnings()).isEmpty();
        long t = day(1) + 9 * DAY_MS;
        assertThat(
                        at(
                                        t,
                                        appealed(commandId, t - 2_000),
                                        decided("appeal-1", AppealOutcome.OVERTURN, t - 1_000))
                                .warnings())
                .isEmpty();
    }

    /** Three strikes ask for the same measure: a user reads when it ends, once. */
    @Test
    void aMeasureIsNamedOnceWithItsLatestEnd() {
        strikes(1);
        FoldOutput output = at(day(2) + 60_000, offence("session:2", day(2)));
        UserWarning strike =
                output.warnings().stream()
                        .filter(it -> it.kind() == WarningKind.STRIKE)
                        .findFirst()
                        .orElseThrow();
        assertThat(strike.en().body().lines().filter(it -> it.startsWith("Limits: ")))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.split("no live streaming")).hasSize(2);
                            assertThat(it).contains("no live streaming until 2 February 2027");
                        });
    }
}
