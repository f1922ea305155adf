package dev.vigil.flink.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.LedgerRules;
import dev.vigil.account.TestingAccounts;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** An account with few offences is one entry of state; one with many has maps beside it. */
class KeptTogetherTest {
    private KeyedOneInputStreamOperatorTestHarness<String, AccountFact, AccountStanding> standing;
    private long nowMs = T0_MS;

    private void reads(AccountFact fact) throws Exception {
        standing.processElement(fact, 0);
    }

    private void passes(long ms) throws Exception {
        nowMs += ms;
        standing.processWatermark(new Watermark(nowMs));
    }

    private int entries() throws Exception {
        return TestingOperators.stateEntries(standing);
    }

    @Test
    void anAccountThatGrowsIsKeptByIdAndTogetherAgainOnceItIsSmall() throws Exception {
        standing =
                TestingOperators.keyed(
                        new StandingFunction(LedgerRules.DEFAULTS),
                        AccountFact::accountId,
                        Types.STRING,
                        null);
        passes(0);
        int offences = 0;
        for (; offences < 3; offences++) {
            reads(TestingAccounts.offence("session:" + offences, T0_MS + offences));
            passes(1_000);
            assertThat(entries()).isEqualTo(1);
        }
        for (; offences < KeptAccount.MOST_TOGETHER; offences++) {
            reads(TestingAccounts.offence("session:" + offences, T0_MS + offences));
            passes(1_000);
        }
        // Its book, and a map each of offences and warnings.
        assertThat(entries()).isEqualTo(3);
        long gone = nowMs;
        reads(
                AccountFact.of(
                        Kind.ERASED, ACCOUNT, gone, new AccountErased(ACCOUNT, "request", gone)));
        passes(DAY_MS);
        reads(TestingAccounts.offence("session:back", nowMs));
        passes(1_000);
        assertThat(entries()).isEqualTo(1);
        standing.close();
    }
}
