package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.offence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountFact;
import org.junit.jupiter.api.Test;

/** Drafts that nobody decides. */
class DraftReportsTest {
    private final FoldedAccount account = new FoldedAccount();

    /** Its proposal expired; its offences are forgotten in three years, and it with them. */
    @Test
    void aDraftWithoutOffencesIsNotPublishedAgain() {
        account.strikes(3);
        account.at(day(1) + 60_000 + 90 * DAY_MS);
        assertThat(account.account.book().reports()).hasSize(1);
        long memory = day(3) + 60_000 + LedgerRules.DEFAULTS.memoryMs();
        account.at(memory - 1);
        assertThat(account.at(memory).reports()).hasSizeLessThan(2);
        for (int i = 1; i <= 10; i++) {
            // A later one, which is no strike, has the account folded.
            long t = memory + i * DAY_MS;
            FoldOutput output = account.at(t, offence("session:" + (100 + i), t - 60_000));
            assertThat(output.reports()).as("day %s", i).isEmpty();
        }
        assertThat(account.account.book().reports()).isEmpty();
        FoldedAccount cold =
                account.cold(
                        fact ->
                                fact.time() < memory
                                        && fact.kind() != AccountFact.Kind.REPORT_PUBLISHED);
        assertThat(cold.at(memory + 20 * DAY_MS).reports()).isEmpty();
        assertThat(cold.account.book().reports()).isEmpty();
    }
}
