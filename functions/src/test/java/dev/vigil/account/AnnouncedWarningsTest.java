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
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningReceipt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Who was accused in public is cleared there: in private the user could not be reached. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasAnnouncedIsTakenBackInPublic(boolean isDone) {
        unreachable(account);
        if (isDone) {
            at(account, FAILED_MS + 1, announced(ReceiptState.DELIVERED, FAILED_MS + 1));
        }
        warnings.clear();
        long fell = FAILED_MS + DAY_MS;
        at(account, fell, TestingAccounts.ground("list/entry-1", false, 2, fell));
        assertThat(warnings)
                .extracting(UserWarning::warningId, UserWarning::channel)
                .containsExactly(tuple(FIRST + "/LIFTED", "public"));
        at(account, fell + 1, receipt(FIRST + "/LIFTED", ReceiptState.FAILED, fell + 1));
        warnings.clear();
        WarningReceipt cleared =
                new WarningReceipt(
                        FIRST + "/LIFTED",
                        ACCOUNT,
                        ReceiptState.DELIVERED,
                        fell + 2,
                        "public",
                        null);
        at(account, fell + 2, AccountFact.of(Kind.RECEIPT, ACCOUNT, fell + 2, cleared));
        at(account, fell + 3, receipt(FIRST + "/LIFTED", ReceiptState.FAILED, fell + 3));
        at(account, fell + 2 * DAY_MS);
        assertThat(warnings).as("once it was taken back").isEmpty();
    }

    @Test
    void whatWasNotAnnouncedIsTakenBackInPrivate() {
        at(account, T0_MS + 60_000, offence("session:0", T0_MS));
        long fell = T0_MS + DAY_MS;
        warnings.clear();
        at(account, fell, TestingAccounts.ground("list/entry-1", false, 2, fell));
        assertThat(warnings).singleElement().satisfies(o -> assertThat(o.channel()).isNull());
    }

    /** Push, SMS and mail fail one after the other, and the gateway of the mail twice more. */
    @Test
    void severalFailuresOfOneAttemptAreOne() {
        at(account, T0_MS + 60_000, offence("session:0", T0_MS));
        long t = T0_MS + 60_000;
        for (int attempt = 1; attempt <= 4; attempt++) {
            for (int i = 1; i <= 6; i++) {
                at(account, t + i * 1_000L, receipt(FIRST, ReceiptState.FAILED, t + i * 1_000L));
            }
            assertThat(alerts).as("attempt %s", attempt).hasSize(attempt == 4 ? 1 : 0);
            assertThat(account.account.warnings().get(FIRST).failed()).hasSizeLessThan(5);
            if (attempt == 1) {
                assertThat(warnings).extracting(UserWarning::attempt).containsExactly(1, 2);
                t += 10_000;
            } else {
                t += (attempt == 2 ? HOUR_MS : DAY_MS) + 10_000;
                at(account, t);
            }
        }
        assertThat(warnings)
                .extracting(UserWarning::attempt, UserWarning::channel)
                .containsExactly(
                        tuple(1, null),
                        tuple(2, null),
                        tuple(3, null),
                        tuple(4, null),
                        tuple(5, "public"));
    }

    /** An attempt that is known to have failed at once. */
    @Test
    void aSecondAttemptThatFailsAtOnceIsCounted() {
        at(account, T0_MS + 60_000, offence("session:0", T0_MS));
        at(account, T0_MS + 61_000, receipt(FIRST, ReceiptState.FAILED, T0_MS + 61_000));
        at(account, T0_MS + 62_000, receipt(FIRST, ReceiptState.FAILED, T0_MS + 62_000));
        at(account, T0_MS + 62_000 + HOUR_MS);
        assertThat(warnings).extracting(UserWarning::attempt).containsExactly(1, 2, 3);
    }

    /** The user has answered, or it is over: there is nothing to send again or to call out. */
    @Test
    void whatIsDisputedIsNotSentAgain() {
        at(account, T0_MS + 60_000, offence("session:0", T0_MS));
        at(account, T0_MS + 61_000, receipt(FIRST, ReceiptState.FAILED, T0_MS + 61_000));
        at(account, T0_MS + 62_000, receipt(FIRST, ReceiptState.FAILED, T0_MS + 62_000));
        at(account, T0_MS + 120_000, TestingAccounts.filed("a", "session:0", T0_MS + 120_000));
        warnings.clear();
        at(account, T0_MS + 2 * HOUR_MS);
        at(account, T0_MS + DAY_MS);
        assertThat(warnings).isEmpty();
        long upheld = T0_MS + 2 * DAY_MS;
        at(account, upheld, TestingAccounts.decided("a", AppealOutcome.UPHOLD, upheld));
        assertThat(warnings).extracting(UserWarning::attempt).containsExactly(3);
    }

    @Test
    void whatHasExpiredIsNotCalledOut() {
        unreachable(account);
        alerts.clear();
        at(account, T0_MS + 60_000 + 90 * DAY_MS);
        assertThat(alerts).singleElement().satisfies(o -> assertThat(o.resolvedAt()).isNotNull());
    }

    @Test
    void aProposalThatWasDeclinedIsNotSentAgain() {
        account.strikes(3);
        String proposal = ACCOUNT + "/PROPOSAL/session:3";
        long t = FoldedAccount.day(3) + 120_000;
        at(account, t, receipt(proposal, ReceiptState.FAILED, t));
        at(account, t + 1_000, receipt(proposal, ReceiptState.FAILED, t + 1_000));
        assertThat(warnings)
                .extracting(UserWarning::warningId, UserWarning::attempt)
                .containsExactly(tuple(proposal, 2));
        warnings.clear();
        long declined = t + 60_000;
        at(
                account,
                declined,
                TestingAccounts.decided(
                        FoldedAccount.proposal(3), ProposalDecision.DECLINE, declined));
        at(account, t + 2 * HOUR_MS);
        at(account, t + 2 * DAY_MS);
        assertThat(warnings).isEmpty();
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
