package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.FIRST;
import static dev.vigil.account.FoldedAccount.SETTLED_MS;
import static dev.vigil.account.FoldedAccount.day;
import static dev.vigil.account.FoldedAccount.ids;
import static dev.vigil.account.FoldedAccount.of;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.filed;
import static dev.vigil.account.TestingAccounts.ground;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.notice;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static dev.vigil.account.TestingAccounts.waived;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountOpened;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings and measures of strikes that come late, fall, expire, or are too many. */
class StrikeWarningsTest {
    private final FoldedAccount account = new FoldedAccount();

    /** The offence stands, but no warning was delivered before it: it is named as a first one. */
    @Test
    void theWarningOfAStrikeIsLiftedWhereItsAdmonitionFalls() {
        account.strikes(1);
        long then = day(1) + HOUR_MS;
        FoldOutput output = account.at(then, waived("session:0", then));
        assertThat(ids(output.warnings()))
                .containsExactlyInAnyOrder(
                        FIRST + "/LIFTED",
                        ACCOUNT + "/STRIKE/session:1/LIFTED",
                        ACCOUNT + "/FIRST/session:1");
        assertThat(account.at(then + 1_000).warnings()).isEmpty();
    }

    /**
     * Two offences of one warning were mistakes, which were some themselves: in whatever order they
     * come back, the user is informed, and the letter that it had of both counts.
     */
    @ParameterizedTest
    @CsvSource({"list/entry-1, list/entry-2", "list/entry-2, list/entry-1"})
    void whatComesBackIsNamedAndWasAdmonished(String first, String second) {
        account.at(
                T0_MS + 60_000,
                offence("session:0", T0_MS),
                fact(offence("item:0", T0_MS + 1, T0_MS + 60_000, listed("entry-2"))));
        String both = account.account.warnings().ids().iterator().next();
        long read = T0_MS + HOUR_MS;
        account.at(read, receipt(both, ReceiptState.DELIVERED, read));
        long fell = T0_MS + 2 * HOUR_MS;
        FoldOutput lifted =
                account.at(
                        fell,
                        ground("list/entry-1", false, 2, fell),
                        ground("list/entry-2", false, 2, fell));
        assertThat(ids(lifted.warnings())).containsExactly(both + "/LIFTED");
        long back = T0_MS + 3 * HOUR_MS;
        List<UserWarning> told = new ArrayList<>();
        told.addAll(account.at(back, ground(first, true, 3, back)).warnings());
        assertThat(told).hasSize(1);
        told.addAll(account.at(back + 1_000, ground(second, true, 3, back)).warnings());
        assertThat(told).as("of each that is back").hasSize(2);
        assertThat(account.at(back + 2_000).warnings()).isEmpty();
        // Each of them alone admonishes by the letter of then.
        for (String fallen : List.of("session:0", "item:0")) {
            FoldedAccount alone = account.cold(none -> false);
            alone.at(back + 3_000, waived(fallen, back + 3_000));
            long later = day(1);
            alone.at(later + 60_000, offence("session:9", later));
            assertThat(alone.standing().strikes()).as("%s has fallen", fallen).hasSize(1);
        }
    }

    /** Disputed is not fallen. */
    @Test
    void theWarningOfAStrikeRemainsWhileItsAdmonitionIsDisputed() {
        account.strikes(1);
        long then = day(1) + HOUR_MS;
        FoldOutput output = account.at(then, filed("a", "session:0", then));
        assertThat(output.strikes()).extracting(StrikeChanged::strikesAfter).containsExactly(0);
        assertThat(output.warnings()).isEmpty();
        assertThat(account.at(day(1) + 100 * DAY_MS).warnings())
                .extracting(UserWarning::kind)
                .doesNotContain(WarningKind.LIFTED);
    }

    /** Not at that of the offence. */
    @Test
    void strikesChangeAtTheTimeOfTheDispute() {
        account.warned();
        long then = day(1) + 60_000;
        account.at(then, fact(offence("item:1", day(1), then, notice("n", true))));
        AccountFact countered =
                fact(offence("item:1", day(1), then, notice("n", false)))
                        .withTime(then + 9 * DAY_MS);
        assertThat(account.at(then + 9 * DAY_MS, countered).strikes())
                .extracting(StrikeChanged::at)
                .containsExactly(then + 9 * DAY_MS);
    }

    @Test
    void theFailureOfARevisionIsNotThatOfTheNext() {
        account.at(T0_MS + 60_000, offence("session:0", T0_MS));
        account.at(T0_MS + 61_000, receipt(FIRST, ReceiptState.FAILED, T0_MS + 61_000));
        FoldOutput joined = account.at(T0_MS + 90_000, offence("session:1", T0_MS + 1_000));
        assertThat(joined.warnings())
                .extracting(UserWarning::revision, UserWarning::attempt)
                .containsExactly(tuple(2, 1));
        assertThat(account.at(T0_MS + 91_000).warnings()).isEmpty();
    }

    /** Its time is ahead of the watermark by less than it has to settle. */
    @Test
    void aMeasureSettlesFromItsBegin() {
        account.warned();
        long from = day(1) + 60_000;
        account.at(from - 4_000, offence("session:1", day(1)));
        assertThat(account.at(from + SETTLED_MS - 1).commands()).isEmpty();
        assertThat(account.at(from + SETTLED_MS).commands()).hasSize(1);
    }

    /** As a user reads both times in it. */
    @Test
    void noLetterIsIssuedBeforeTheMeasureThatItReports() {
        long first = T0_MS + 60_000;
        assertThat(account.at(first - 4_000, offence("session:0", T0_MS)).warnings()).isEmpty();
        assertThat(account.at(first).warnings())
                .extracting(UserWarning::warningId, UserWarning::issuedAt)
                .containsExactly(tuple(FIRST, first));
        account.at(T0_MS + HOUR_MS, receipt(FIRST, ReceiptState.DELIVERED, T0_MS + HOUR_MS));
        for (int i = 1; i <= 3; i++) {
            long from = day(i) + 60_000;
            FoldOutput early = account.at(from - 4_000, offence("session:" + i, day(i)));
            assertThat(early.strikes()).hasSize(1);
            assertThat(early.warnings()).isEmpty();
            assertThat(early.nextAt()).isEqualTo(from);
            assertThat(account.at(from).warnings())
                    .hasSize(i < 3 ? 1 : 2)
                    .extracting(UserWarning::issuedAt)
                    .containsOnly(from);
        }
    }

    /** Of one strike, the second from a clock that is ahead. */
    @Test
    void whatHasNotBegunJoinsTheLetterOfItsStrikeThen() {
        account.warned();
        long from = day(1) + 60_000;
        AccountFact ahead = fact(offence("item:1", day(1), from + 9_000, listed("entry-2")));
        assertThat(account.at(from, offence("session:1", day(1)), ahead).warnings())
                .extracting(UserWarning::offences)
                .containsExactly(List.of("session:1"));
        assertThat(account.at(from + 9_000).warnings())
                .extracting(UserWarning::offences, UserWarning::revision)
                .containsExactly(tuple(List.of("session:1", "item:1"), 2));
    }

    /** A standing names eight; all of them are in force. */
    @Test
    void measuresBeyondThoseThatAStandingNamesAreNotLifted() {
        List<AccountCommand> commands = new ArrayList<>();
        account.warned();
        long t = T0_MS + 2 * DAY_MS;
        for (int i = 1; i <= 7; i++, t += DAY_MS) {
            account.at(t + 60_000, offence("session:" + i, t));
            commands.addAll(account.at(t + 60_000 + SETTLED_MS).commands());
        }
        assertThat(commands)
                .filteredOn(one -> one.attempt() == null)
                .extracting(AccountCommand::measure)
                .doesNotContain(Measure.LIFT)
                .hasSize(1 + 2 + 5 * 2);
        assertThat(account.standing().restrictions()).hasSize(8);
    }

    /** Of the same incident: one was established at once, the other one by a late notice. */
    @Test
    void anExpiryBeginsNoMeasure() {
        account.warned();
        account.at(day(1) + 60_000, offence("session:1", day(1)));
        long late = day(1) + 85 * DAY_MS;
        AccountFact noticed = fact(offence("item:1", day(1) + HOUR_MS, late, listed("entry-2")));
        account.at(late, noticed);
        assertThat(account.standing().restrictions()).isEmpty();
        FoldOutput expired = account.at(day(1) + 60_000 + 90 * DAY_MS);
        assertThat(account.standing().strikes()).hasSize(1);
        assertThat(account.standing().restrictions()).isEmpty();
        assertThat(account.at(day(1) + 90 * DAY_MS + HOUR_MS).commands()).isEmpty();
        assertThat(expired.commands()).isEmpty();
    }

    /** The offence is forgotten three years after its measure, the appeal a little later. */
    @Test
    void anAppealIsNotRefusedBecauseItsOffenceIsForgotten() {
        account.at(T0_MS + 60_000, offence("session:0", T0_MS));
        account.at(T0_MS + DAY_MS, filed("a", "session:0", T0_MS + DAY_MS));
        long years = T0_MS + 60_000 + LedgerRules.DEFAULTS.memoryMs();
        assertThat(account.at(years).refused()).isEmpty();
        assertThat(account.account.offences().size()).isZero();
        assertThat(account.account.appeals().size()).isEqualTo(1);
        account.at(years + DAY_MS);
        assertThat(account.account.appeals().size()).isZero();
    }

    /** An earlier offence had fallen long before it was proposed. */
    @Test
    void aProposalThatExpiredIsNotTakenBack() {
        account.warned();
        account.at(T0_MS + DAY_MS, offence("session:9", T0_MS + 2 * HOUR_MS));
        account.at(T0_MS + DAY_MS + 1, waived("session:9", T0_MS + DAY_MS));
        for (int i = 1; i <= 3; i++) {
            account.at(day(i) + 60_000, offence("session:" + i, day(i)));
        }
        assertThat(account.account.warnings().get(ACCOUNT + "/PROPOSAL/session:3")).isNotNull();
        FoldOutput expired = account.at(day(1) + 60_000 + 90 * DAY_MS);
        assertThat(account.standing().proposal().state()).isEqualTo(ProposalState.VOID);
        assertThat(expired.warnings()).isEmpty();
    }

    /** The platform may keep ids for good, and drops what it has seen. */
    @Test
    void idsOfWarningsNeverBeginAnew() {
        FoldOutput first = account.at(T0_MS + 60_000, offence("session:0", T0_MS));
        long years = T0_MS + 60_000 + LedgerRules.DEFAULTS.memoryMs() + DAY_MS;
        assertThat(account.at(years).isEmpty()).isTrue();
        FoldedAccount forgotten = new FoldedAccount();
        FoldOutput another = forgotten.at(years + 60_000, offence("session:1", years));
        assertThat(ids(another.warnings()))
                .hasSize(1)
                .doesNotContainAnyElementsOf(ids(first.warnings()));
    }

    /**
     * The job was down: an offence joins a warning that was read meanwhile, and what it named
     * falls.
     */
    @Test
    void anOffenceThatJoinsAWarningAdmonishesByNoEarlierDelivery() {
        account.at(T0_MS + 60_000, offence("session:0", T0_MS));
        long read = T0_MS + HOUR_MS;
        long back = T0_MS + 2 * HOUR_MS;
        long later = T0_MS + DAY_MS;
        FoldOutput joined =
                account.at(
                        back,
                        offence("session:1", T0_MS + 30_000),
                        receipt(FIRST, ReceiptState.READ, read));
        assertThat(joined.warnings()).extracting(UserWarning::revision).containsExactly(2);
        account.at(back + 60_000, offence("session:2", read + 60_000));
        assertThat(account.standing().strikes()).hasSize(1);
        account.at(later, waived("session:0", later));
        assertThat(account.standing().strikes()).isEmpty();
        assertThat(account.cold(of()).at(later + 1).standings()).isEmpty();

        account.at(later + HOUR_MS, receipt(FIRST, ReceiptState.READ, later));
        account.at(later + 2 * DAY_MS, offence("session:3", later + DAY_MS));
        assertThat(account.standing().strikes()).hasSize(1);
    }

    /** Long after its offences have expired. */
    @Test
    void aWarningThatNoLongerAdmonishesIsCountedNoMore() {
        account.warned();
        long end = T0_MS + HOUR_MS + 365 * DAY_MS;
        FoldOutput expired = account.at(T0_MS + 100 * DAY_MS);
        assertThat(account.standing().warnings()).isEqualTo(1);
        assertThat(account.standing().nextChangeAt()).isEqualTo(end);
        assertThat(expired.nextAt()).isEqualTo(end);
        account.at(end);
        assertThat(account.standing().warnings()).isZero();
        assertThat(account.standing().nextChangeAt()).isNull();
    }

    /** It may stream from now on, as the platform says in its second year. */
    @Test
    void anAccountThatIsOpenedAgainIsRemindedAsBefore() {
        List<String> ids = new ArrayList<>();
        for (long at : List.of(T0_MS, T0_MS + 400 * DAY_MS)) {
            AccountFact opened =
                    AccountFact.of(Kind.OPENED, ACCOUNT, at, new AccountOpened(ACCOUNT, at));
            ids.addAll(ids(account.at(at, opened).warnings()));
        }
        ids.addAll(ids(account.at(T0_MS + 800 * DAY_MS).warnings()));
        assertThat(ids)
                .containsExactly(
                        ACCOUNT + "/REMINDER/1", ACCOUNT + "/REMINDER/2", ACCOUNT + "/REMINDER/3");
    }
}
