package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.ground;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long an account remembers that a ground was a mistake. */
class FallenGroundsTest {
    private static final long MEMORY_MS = LedgerRules.DEFAULTS.memoryMs();

    private final FoldedAccount lived = new FoldedAccount();

    /** It may have fallen longer ago than anything else is kept. */
    @Test
    void aGroundOutlivesTheOffencesThatRestOnIt() {
        lived.strikes(1);
        long then = day(1) + HOUR_MS;
        lived.at(then, ground("list/entry-1", false, 2, T0_MS - MEMORY_MS - 100 * DAY_MS));
        assertThat(lived.standing().offences()).isZero();
        FoldOutput next = lived.at(then + DAY_MS);
        assertThat(next.offences()).isEmpty();
        assertThat(next.warnings()).isEmpty();
        assertThat(next.strikes()).isEmpty();
        assertThat(lived.standing().offences()).isZero();
        lived.at(day(1) + MEMORY_MS + DAY_MS);
        assertThat(lived.account.offences().size()).isZero();
        assertThat(lived.account.grounds().size()).isZero();
    }
}
