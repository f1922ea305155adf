package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.FIRST;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user who can't be reached: the warning is announced in public. */
class AnnouncedWarningsTest {
    private static final long FAILED_MS = T0_MS + 2 * DAY_MS;

    private final FoldedAccount account = new FoldedAccount();
    private final List<UserWarning> warnings = new ArrayList<>();
    private final List<LedgerAlert> alerts = new ArrayList<>();

    private void at(FoldedAccount of, long t, AccountFact... facts) {
        FoldOutput output = of.at(t, facts);
        warnings.addAll(output.warnings());
        alerts.addAll(output.alerts());
    }

    private static AccountFact announced(ReceiptState state, long at) {
        return AccountFact.of(
                Kind.RECEIPT,
                ACCOUNT,
                at,
                new WarningReceipt(FIRST, ACCOUNT, state, at, "Public", null));
    }

    /** At once, after an hour, after a day; the last one fails at {@link #FAILED_MS}. */
    private void failed(FoldedAccount of, String id) {
        at(of, T0_MS + 120_000, receipt(id, ReceiptState.FAILED, T0_MS + 120_000));
        at(of, T0_MS + 180_000, receipt(id, ReceiptState.FAILED, T0_MS + 180_000));
        at(of, T0_MS + 180_000 + HOUR_MS);
        at(of, T0_MS + 2 * HOUR_MS, receipt(id, ReceiptState.FAILED, T0_MS + 2 * HOUR_MS));
        at(of, T0_MS + 2 * HOUR_MS + DAY_MS);
        at(of, FAILED_MS, receipt(id, ReceiptState.FAILED, FAILED_MS));
    }

    private void unreachable(FoldedAccount of) {
        at(of, T0_MS + 60_000, offence("session:0", T0_MS));
        failed(of, FIRST);
    }

    @Test
    void whatFailsFourTimesIsToBeAnnounced() {
        unreachable(account);
        assertThat(warnings)
                .extracting(UserWarning::attempt, UserWarning::channel)
                .containsExactly(
                        tuple(1, null),
                        tuple(2, null),
                        tuple(3, null),
                        tuple(4, null),
                        tuple(5, "public"));
        assertThat(alerts)
                .extracting(LedgerAlert::kind, LedgerAlert::subject, LedgerAlert::since)
                .containsExactly(tuple(LedgerAlertKind.UNDELIVERABLE, FIRST, FAILED_MS));
        warnings.clear();
        at(account, FAILED_MS + 1, receipt(FIRST, ReceiptState.FAILED, FAILED_MS + 1));
        at(account, FAILED_MS + 3 * DAY_MS);
        assertThat(warnings).as("once").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "READ", "ACKNOWLEDGED"})
    void nobodyIsCalledOnceItWasAnnounced(ReceiptState state) {
        unreachable(account);
        alerts.clear();
        at(account, FAILED_MS + HOUR_MS, announced(state, FAILED_MS + HOUR_MS));
        assertThat(alerts).singleElement().satisfies(o -> assertThat(o.resolvedAt()).isNotNull());
        alerts.clear();
        at(account, FAILED_MS + 3 * DAY_MS);
        assertThat(alerts).isEmpty();
    }

    /** A person did it on the alert's first day, before the record arrived. */
    @Test
    void whatWasAnnouncedBeforeIsNotAskedForAgain() {
        at(account, T0_MS + 60_000, offence("session:0", T0_MS));
        at(account, T0_MS + 61_000, announced(ReceiptState.DELIVERED, T0_MS + 61_000));
        failed(account, FIRST);
        assertThat(warnings).extracting(UserWarning::channel).containsOnlyNulls();
        assertThat(alerts).isEmpty();
    }

    /** It names no offence and leads to none. */
    @Test
    void aReminderIsNotAnnounced() {
        AccountFact opened =
                AccountFact.of(Kind.OPENED, ACCOUNT, T0_MS, new AccountOpened(ACCOUNT, T0_MS));
        at(account, T0_MS + 60_000, opened);
        failed(account, ACCOUNT + "/REMINDER/1");
        assertThat(warnings).hasSize(4).extracting(UserWarning::channel).containsOnlyNulls();
        assertThat(alerts).hasSize(1);
    }

    private int strikesOnceAnnounced(FoldedAccount of) {
        unreachable(of);
        at(of, FAILED_MS + HOUR_MS, announced(ReceiptState.DELIVERED, FAILED_MS + HOUR_MS));
        long later = FAILED_MS + DAY_MS;
        at(of, later + 60_000, offence("session:1", later));
        return of.standing().strikes().size();
    }

    @Test
    void itAdmonishesNobodyByDefault() {
        assertThat(strikesOnceAnnounced(account)).isZero();
    }

    @Test
    void itAdmonishesWhereTheLadderSaysSo() {
        assertThat(strikesOnceAnnounced(new FoldedAccount(TestingLadders.publicAdmonishes())))
                .isOne();
    }

    @Test
    void aReportSaysBoth() {
        unreachable(account);
        at(account, FAILED_MS + HOUR_MS, announced(ReceiptState.DELIVERED, FAILED_MS + HOUR_MS));
        at(account, FAILED_MS + 2 * HOUR_MS, receipt(FIRST, ReceiptState.READ, FAILED_MS - 1));
        List<DepartmentReport> reports = List.of();
        for (int i = 2; i <= 4; i++) {
            long day = FoldedAccount.day(i);
            reports = account.at(day + 60_000, offence("session:" + i, day)).reports();
        }
        assertThat(reports.get(0).warnings())
                .filteredOn(one -> one.warningId().equals(FIRST))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.announcedAt()).isEqualTo(FAILED_MS + HOUR_MS);
                            assertThat(one.readAt()).isEqualTo(FAILED_MS - 1);
                        });
    }

    @Test
    void aStartWithoutStateAsksForItOnce() {
        unreachable(account);
        FoldedAccount again = account.cold(none -> false);
        warnings.clear();
        at(again, FAILED_MS + HOUR_MS);
        at(again, FAILED_MS + 3 * DAY_MS);
        assertThat(warnings).isEmpty();
    }
}
