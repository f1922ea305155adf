package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;

/** Accounts as they are kept, for tests that count their bytes. */
public final class KeptAccounts {
    private KeptAccounts() {}

    /** One with a warning and two strikes, all delivered and read back. */
    public static Account ofThreeOffences() {
        return ofOffences(3);
    }

    /** Two days apart. */
    public static Account ofOffences(int many) {
        Account account = new Account(ACCOUNT, null);
        Fold fold = new Fold(LedgerRules.DEFAULTS);
        for (int i = 0; i < many; i++) {
            long at = T0_MS + i * 2 * DAY_MS;
            FactIntake.take(account, offence("session:" + i, at), false);
            FoldOutput output = fold.at(account, at + 60_000, 1);
            for (UserWarning one : output.warnings()) {
                FactIntake.take(
                        account,
                        TestingAccounts.receipt(
                                one.warningId(), ReceiptState.DELIVERED, at + HOUR_MS),
                        false);
            }
            output.strikes().forEach(one -> ReadBack.strike(account, one));
            confirmed(account, fold.at(account, at + HOUR_MS, 1), at + HOUR_MS);
        }
        return account;
    }

    private static AccountFact offence(String id, long at) {
        OffenceReason listed = TestingAccounts.listed("entry-1").withListedAt(at - DAY_MS);
        return TestingAccounts.fact(TestingAccounts.offence(id, at, at + 60_000, listed));
    }

    private static void confirmed(Account account, FoldOutput output, long at) {
        for (AccountCommand one : output.commands()) {
            FactIntake.take(account, FoldedAccount.confirmed(one.commandId(), at + 1_000), false);
        }
    }

    /** The same half a year later: its measures and its strikes are over. */
    public static Account over(Account account) {
        Fold fold = new Fold(LedgerRules.DEFAULTS);
        for (long at = T0_MS + 30 * DAY_MS; at < T0_MS + 180 * DAY_MS; at += 30 * DAY_MS) {
            FoldOutput output = fold.at(account, at, 1);
            output.strikes().forEach(one -> ReadBack.strike(account, one));
            confirmed(account, output, at);
        }
        return account;
    }
}
