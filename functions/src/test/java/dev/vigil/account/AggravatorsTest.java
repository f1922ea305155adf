package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.FIRST;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.LiveWarning;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.enforcement.Measure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes an offence graver that its account alone knows; it is shown and never counted. */
class AggravatorsTest {
    private static final String OTHER = "account-2";

    private final FoldedAccount account = new FoldedAccount();
    private List<OffenceChanged> last = List.of();

    private FoldOutput at(long t, AccountFact... facts) {
        FoldOutput output = account.at(t, facts);
        last = output.offences();
        return output;
    }

    private List<Aggravator> aggravators() {
        assertThat(last).hasSize(1);
        return last.get(0).offence().aggravators();
    }

    // Went on -------------------------------------------------------------------------------------

    /** Matched in these spans of its recording, whose first was captured at T0. */
    private static AccountFact stream(Measure measure, long... spansMs) {
        List<TimeCode> spans =
                Stream.iterate(0, i -> i < spansMs.length, i -> i + 2)
                        .map(i -> new TimeCode("work-1", spansMs[i], spansMs[i + 1]))
                        .toList();
        Offence offence = offence("session:0", T0_MS, T0_MS + 60_000, listed("entry-1"));
        return fact(offence.with().timeCodes(spans).measure(measure).build());
    }

    private static AccountFact delivered(long at) {
        return receipt(FIRST, ReceiptState.DELIVERED, at);
    }

    @ParameterizedTest
    @CsvSource({"59999, false", "60000, true"})
    void aMinuteThatMatchedAfterTheWarningIsShown(long matchedMs, boolean isContinued) {
        at(T0_MS + 60_000, stream(Measure.STOP_STREAM, 5_000, 65_000));
        at(T0_MS + 100_000, delivered(T0_MS + 100_000));
        at(T0_MS + HOUR_MS, stream(Measure.STOP_STREAM, 5_000, 105_000 + matchedMs));
        assertThat(aggravators().contains(Aggravator.CONTINUED)).isEqualTo(isContinued);
    }

    /** Two works at once, then a pause: each millisecond is one. */
    @ParameterizedTest
    @CsvSource({"159998, false", "159999, true"})
    void aMomentIsMatchedOnce(long untilMs, boolean isContinued) {
        at(T0_MS + 60_000, stream(Measure.STOP_STREAM, 0, 60_000));
        at(T0_MS + 60_001, delivered(T0_MS + 60_001));
        at(
                T0_MS + HOUR_MS,
                stream(Measure.STOP_STREAM, 0, 90_001, 70_001, 90_001, 130_000, untilMs + 1));
        assertThat(aggravators().contains(Aggravator.CONTINUED)).isEqualTo(isContinued);
    }

    /** What was delivered does not name it, or nothing says how long it was there. */
    @ParameterizedTest
    @EnumSource(names = {"BLOCK", "MUTE", "DELETE"})
    void ofWhatIsNoStreamNothingIsKnown(Measure measure) {
        at(T0_MS + 60_000, stream(measure, 0, 60_000));
        at(T0_MS + 61_000, delivered(T0_MS + 61_000));
        at(T0_MS + HOUR_MS, stream(measure, 0, 1_000_000));
        assertThat(aggravators()).isEmpty();
    }

    @Test
    void theWarningOfAnEarlierOffenceIsNotItsOwn() {
        account.warned();
        long day = T0_MS + DAY_MS;
        Offence later = offence("session:1", day, day + 60_000, listed("entry-1"));
        at(day + 60_000, fact(later.withTimeCodes(List.of(new TimeCode("work-1", 0, 500_000)))));
        assertThat(aggravators()).isEmpty();
    }

    /** It joined a letter that had been delivered: its user was not warned of it. */
    @Test
    void whatWasDeliveredBeforeItJoinedIsNotItsOwn() {
        at(T0_MS + 50_000, offence("session:9", T0_MS - HOUR_MS));
        String first = ACCOUNT + "/FIRST/session:9";
        at(T0_MS + 70_000, receipt(first, ReceiptState.DELIVERED, T0_MS + 70_000));
        at(T0_MS + 200_000, stream(Measure.STOP_STREAM, 0, 60_000));
        assertThat(account.account.warnings().get(first).offences()).contains("session:0");
        at(T0_MS + HOUR_MS, stream(Measure.STOP_STREAM, 0, 600_000));
        assertThat(aggravators()).isEmpty();
    }

    /** Its measure says nothing of a stream, but its room was told. */
    @Test
    void whatARoomWasToldIsAWarningToo() {
        String room = ACCOUNT + "/LIVE/session:0/work-1";
        LiveWarning live =
                new LiveWarning("session:0", "work-1", List.of(), List.of(), null, T0_MS + 10_000);
        at(
                T0_MS + 11_000,
                AccountFact.of(Kind.LIVE, ACCOUNT, T0_MS + 10_000, live),
                receipt(room, ReceiptState.DELIVERED, T0_MS + 11_000));
        at(T0_MS + HOUR_MS, stream(Measure.MUTE, 0, 71_000));
        assertThat(aggravators()).containsExactly(Aggravator.CONTINUED);
    }

    private static AccountFact live(String work, long at) {
        LiveWarning live = new LiveWarning("session:0", work, List.of(), List.of(), null, at);
        return AccountFact.of(Kind.LIVE, ACCOUNT, at, live);
    }

    private static AccountFact stream(TimeCode... spans) {
        Offence offence = offence("session:0", T0_MS, T0_MS + 60_000, listed("entry-1"));
        return fact(offence.withTimeCodes(List.of(spans)));
    }

    /** Two minutes were matched before its room was warned, one second after it. */
    @Test
    void aReceiptOfBeforeTheWarningCountsNothing() {
        String room = ACCOUNT + "/LIVE/session:0/work-1";
        at(T0_MS + 120_000, live("work-1", T0_MS + 119_000));
        at(T0_MS + 121_000, receipt(room, ReceiptState.DELIVERED, T0_MS - HOUR_MS));
        at(T0_MS + HOUR_MS, stream(new TimeCode("work-1", 0, 121_000)));
        assertThat(aggravators()).isEmpty();
    }

    /** The other one went on. */
    @Test
    void ofARoomOnlyTheWorkThatWasNamedCounts() {
        String room = ACCOUNT + "/LIVE/session:0/work-1";
        at(
                T0_MS + 11_000,
                live("work-1", T0_MS + 10_000),
                receipt(room, ReceiptState.DELIVERED, T0_MS + 11_000));
        at(
                T0_MS + HOUR_MS,
                stream(new TimeCode("work-1", 0, 12_000), new TimeCode("work-2", 0, 200_000)));
        assertThat(aggravators()).isEmpty();
    }

    /** Recognised later, it had begun a minute before what was recognised first. */
    @Test
    void aWorkThatBeganEarlierShiftsNothing() {
        at(T0_MS + 60_000, stream(new TimeCode("work-1", 60_000, 61_000)));
        at(T0_MS + 61_000, delivered(T0_MS + 61_000));
        at(
                T0_MS + HOUR_MS,
                stream(new TimeCode("work-2", 0, 61_000), new TimeCode("work-1", 60_000, 150_000)));
        assertThat(aggravators()).as("29 s after it").isEmpty();
        at(
                T0_MS + 2 * HOUR_MS,
                stream(new TimeCode("work-2", 0, 61_000), new TimeCode("work-1", 60_000, 181_000)));
        assertThat(aggravators()).containsExactly(Aggravator.CONTINUED);
    }

    // Linked --------------------------------------------------------------------------------------

    private static AccountFact linked(String other, long at) {
        return AccountFact.of(
                Kind.LINKED,
                ACCOUNT,
                at,
                new AccountLinked(ACCOUNT, List.of(other), "same device", "person-1", at));
    }

    /** As that account was published, which names this one. */
    private static AccountFact other(int offences, long at) {
        AccountStanding standing =
                TestingStandings.of(OTHER, offences, at).withLinked(List.of(ACCOUNT));
        return AccountFact.of(Kind.LINKED_STANDING, ACCOUNT, at, standing);
    }

    @Test
    void aLinkedAccountThatOffendsIsShownInEachOffence() {
        at(T0_MS + 60_000, offence("session:0", T0_MS));
        assertThat(aggravators()).isEmpty();
        at(T0_MS + 70_000, linked(OTHER, T0_MS + 70_000));
        assertThat(last).as("it has no offences").isEmpty();
        FoldOutput shown = at(T0_MS + 80_000, other(1, T0_MS + 80_000));
        assertThat(aggravators()).containsExactly(Aggravator.LINKED);
        assertThat(shown.strikes()).isEmpty();
        assertThat(shown.standings()).as("else both would tell each other for ever").isEmpty();
        at(T0_MS + 90_000, other(0, T0_MS + 90_000));
        assertThat(aggravators()).isEmpty();
    }

    /** Any order of the link and of the other one's offences. */
    @Test
    void theLinkMayBeReadLater() {
        at(T0_MS + 60_000, offence("session:0", T0_MS), other(2, T0_MS + 50_000));
        assertThat(aggravators()).isEmpty();
        at(T0_MS + 70_000, linked(OTHER, T0_MS + 70_000));
        assertThat(aggravators()).containsExactly(Aggravator.LINKED);
    }

    @Test
    void anErasedAccountForgetsWhoOffends() {
        at(T0_MS + 60_000, linked(OTHER, T0_MS), other(2, T0_MS));
        long erasedAt = T0_MS + HOUR_MS;
        at(
                erasedAt + 1,
                AccountFact.of(
                        Kind.ERASED, ACCOUNT, erasedAt, new AccountErased(ACCOUNT, "b", erasedAt)));
        assertThat(account.account.book().offending()).isEmpty();
    }

    // Shown, never counted ------------------------------------------------------------------------

    /** Strikes are those of an account that nobody linked and that stopped. */
    @Test
    void nothingOfItIsCounted() {
        account.strikes(2);
        List<StrikeChanged> without = List.copyOf(account.strikes);
        FoldedAccount graver = new FoldedAccount();
        graver.at(T0_MS, linked(OTHER, T0_MS - 1), other(9, T0_MS - 1));
        graver.strikes(2);
        assertThat(graver.strikes)
                .usingRecursiveComparison()
                .ignoringFields("causeId", "causeKind")
                .isEqualTo(without);
    }

    @Test
    void aReportShowsIt() {
        account.at(T0_MS, linked(OTHER, T0_MS - 1), other(1, T0_MS - 1));
        account.warned();
        List<DepartmentReport> reports = List.of();
        for (int i = 1; i <= 3; i++) {
            long day = FoldedAccount.day(i);
            reports = account.at(day + 60_000, offence("session:" + i, day)).reports();
        }
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).offences())
                .hasSize(4)
                .allSatisfy(
                        one ->
                                assertThat(one.offence().aggravators())
                                        .containsExactly(Aggravator.LINKED));
    }

    /** What was published is no fact of the case: derived anew it is the same, and goes with it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStartWithoutStateDerivesItAnew(boolean isCaseForgotten) {
        account.at(T0_MS, linked(OTHER, T0_MS - 1), other(1, T0_MS - 1));
        account.warned();
        FoldedAccount again =
                account.cold(isCaseForgotten ? FoldedAccount.of(Kind.OFFENCE) : none -> false);
        assertThat(again.at(T0_MS + 2 * HOUR_MS).offences()).isEmpty();
        FoldOutput alone = again.at(T0_MS + 3 * HOUR_MS, other(0, T0_MS + 3 * HOUR_MS));
        assertThat(alone.offences())
                .singleElement()
                .satisfies(one -> assertThat(one.offence().aggravators()).isEmpty());
    }

    // No longer linked ----------------------------------------------------------------------------

    private static AccountFact linkedTo(long at, String... others) {
        return AccountFact.of(
                Kind.LINKED,
                ACCOUNT,
                at,
                new AccountLinked(ACCOUNT, List.of(others), "same device", "person-1", at));
    }

    private static AccountFact otherUnlinked(int offences, long at, Long erasedAt) {
        AccountStanding standing =
                TestingStandings.of(OTHER, offences, at)
                        .withLinked(List.of())
                        .withUnlinked(List.of(ACCOUNT))
                        .withErasedAt(erasedAt);
        return AccountFact.of(Kind.LINKED_STANDING, ACCOUNT, at, standing);
    }

    @Test
    void aLinkEndsWithTheErasureOfTheOther() {
        at(T0_MS + 60_000, offence("session:0", T0_MS), linked(OTHER, T0_MS), other(1, T0_MS));
        assertThat(aggravators()).containsExactly(Aggravator.LINKED);
        long gone = T0_MS + HOUR_MS;
        at(gone, otherUnlinked(0, gone, gone));
        assertThat(aggravators()).isEmpty();
        assertThat(account.account.book().offending()).isEmpty();
        FoldedAccount cold = account.cold(none -> false);
        assertThat(cold.at(gone + HOUR_MS).offences()).isEmpty();
    }

    /** It still has offences, and so has one that names this account though no person linked it. */
    @Test
    void aLinkThatTheOtherHasNoLongerIsForgotten() {
        at(T0_MS + 60_000, offence("session:0", T0_MS), linked(OTHER, T0_MS), other(1, T0_MS));
        long then = T0_MS + HOUR_MS;
        at(then, otherUnlinked(3, then, null));
        assertThat(aggravators()).isEmpty();
        assertThat(account.account.book().offending()).isEmpty();
    }

    /** Its own erasure is told to those that it was linked to. */
    @Test
    void anErasedAccountIsUnlinkedFromTheOthers() {
        at(T0_MS + 60_000, offence("session:0", T0_MS), linked(OTHER, T0_MS));
        assertThat(account.standing().linked()).containsExactly(OTHER);
        assertThat(account.standing().unlinked()).isEmpty();
        long gone = T0_MS + HOUR_MS;
        at(
                gone + 1,
                AccountFact.of(Kind.ERASED, ACCOUNT, gone, new AccountErased(ACCOUNT, "b", gone)));
        assertThat(account.standing().linked()).isEmpty();
        assertThat(account.standing().unlinked()).containsExactly(OTHER);
        assertThat(account.cold(none -> false).at(gone + HOUR_MS).standings()).isEmpty();
        at(gone + 2 * HOUR_MS, otherUnlinked(0, gone + 2 * HOUR_MS, gone + 2 * HOUR_MS));
        assertThat(account.standing().unlinked()).as("the other is erased too").isEmpty();
    }

    @Test
    void aPersonTakesALinkBack() {
        at(T0_MS + 60_000, offence("session:0", T0_MS), linked(OTHER, T0_MS), other(1, T0_MS));
        long then = T0_MS + HOUR_MS;
        at(then, linkedTo(then, "account-3"));
        assertThat(aggravators()).isEmpty();
        assertThat(account.standing().linked()).containsExactly("account-3");
        assertThat(account.standing().unlinked()).containsExactly(OTHER);
        at(then + 1, linkedTo(then + 1));
        assertThat(account.standing().unlinked()).containsExactly(OTHER, "account-3");
        FoldedAccount cold = account.cold(none -> false);
        FoldOutput nothing = cold.at(then + HOUR_MS);
        assertThat(nothing.standings()).isEmpty();
        assertThat(nothing.offences()).isEmpty();
        at(then + 2, linkedTo(then + 2, OTHER));
        assertThat(account.standing().unlinked()).containsExactly("account-3");
    }

    /** Another partition, and a fold between. */
    @Test
    void whoOffendsIsKnownThoughNothingElseIsYet() {
        FoldOutput first = at(T0_MS, other(2, T0_MS - 1));
        assertThat(first.isEmpty()).isFalse();
        assertThat(first.standings()).isEmpty();
        at(T0_MS + 60_000, offence("session:0", T0_MS), linked(OTHER, T0_MS));
        assertThat(aggravators()).containsExactly(Aggravator.LINKED);
        FoldedAccount another = new FoldedAccount();
        another.at(T0_MS, other(2, T0_MS - 1));
        assertThat(another.at(T0_MS + 1, other(0, T0_MS)).isEmpty()).isTrue();
    }

    /** It may flip at the will of another account: what is over is not published for it. */
    @Test
    void aLinkIsShownOfWhatIsNotOver() {
        account.warned();
        long day = T0_MS + 80 * DAY_MS;
        account.at(day + 60_000, offence("session:1", day));
        long late = T0_MS + 95 * DAY_MS;
        account.at(late);
        FoldOutput shown = account.at(late + 1, linked(OTHER, late), other(1, late));
        assertThat(shown.offences())
                .extracting(one -> one.offence().offenceId())
                .containsExactly("session:1");
    }

    /** An approver who looks at a version meets it again. */
    @Test
    void aLinkThatFlipsMakesNoOtherVersionOfAReport() {
        account.strikes(3);
        long late = FoldedAccount.day(3) + HOUR_MS;
        account.at(late, linked(OTHER, late));
        assertThat(account.at(late + 1, other(1, late + 1)).reports()).isEmpty();
        assertThat(account.at(late + 2, other(0, late + 2)).reports()).isEmpty();
    }
}
