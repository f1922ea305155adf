package dev.vigil.account;

import static dev.vigil.account.FoldedAccount.ids;
import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.listed;
import static dev.vigil.account.TestingAccounts.offence;
import static dev.vigil.account.TestingAccounts.receipt;
import static dev.vigil.account.TestingRooms.FILM;
import static dev.vigil.account.TestingRooms.OWNER;
import static dev.vigil.account.TestingRooms.ruling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LiveWarning;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the room of a running stream is told, and what it comes to. */
class LiveWarningsTest {
    private static final String ROOM = ACCOUNT + "/LIVE/session:s-1/" + FILM;

    private final FoldedAccount account = new FoldedAccount();

    // Which verdicts ------------------------------------------------------------------------------

    @Test
    void aWorkThatItsOwnerWarnsOfIsNamedWithWhereItIs() {
        long stopBy = T0_MS + 30_000;
        WorkRuling cut = ruling(FILM).stopBy(stopBy).build();
        assertThat(LiveWarnings.of(TestingRooms.of(T0_MS, cut).build()))
                .containsExactly(
                        new LiveWarning(
                                "session:s-1",
                                FILM,
                                List.of(OWNER),
                                List.of(new TimeCode(FILM, 10_000, 30_000)),
                                stopBy,
                                T0_MS));
    }

    static Stream<Verdict> silent() {
        WorkRuling film = ruling(FILM).build();
        Verdict open = TestingRooms.of(T0_MS, film).build();
        return Stream.of(
                TestingRooms.of(T0_MS, film).sessionKind(SessionKind.UPLOAD).build(),
                TestingRooms.of(T0_MS, film).state(VerdictState.CLOSED).build(),
                TestingRooms.of(T0_MS, film).accountId(null).build(),
                TestingRooms.of(T0_MS, film).withheld(true).build(),
                TestingRooms.of(T0_MS, film).reasonCode("WARMING").build(),
                TestingRooms.of(T0_MS, film).rulings(null).build(),
                TestingRooms.of(T0_MS, film).action(Action.BLOCK).build(),
                TestingRooms.of(T0_MS, ruling(FILM).action(Action.OBSERVE).build()).build(),
                TestingRooms.of(T0_MS, ruling(FILM).action(Action.REVIEW).build()).build(),
                TestingRooms.of(T0_MS, film)
                        .evidence(List.of(open.evidence().get(0).withOpen(false)))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("silent")
    void noRoomIsToldOf(Verdict verdict) {
        assertThat(LiveWarnings.of(verdict)).isEmpty();
    }

    /** What another work has muted goes on, and so does this one. */
    @Test
    void aMutedStreamIsWarned() {
        WorkRuling film = ruling(FILM).stopBy(T0_MS + 30_000).build();
        assertThat(LiveWarnings.of(TestingRooms.of(T0_MS, film).action(Action.MUTE).build()))
                .extracting(LiveWarning::stopBy)
                .containsExactly(T0_MS + 30_000);
    }

    /** One owner asks for a person, another one has it cut by then. */
    @Test
    void aWorkThatWaitsBehindAReviewIsNamed() {
        WorkRuling film = ruling(FILM).action(Action.REVIEW).stopBy(T0_MS + 30_000).build();
        assertThat(LiveWarnings.of(TestingRooms.of(T0_MS, film).action(Action.REVIEW).build()))
                .extracting(LiveWarning::workId)
                .containsExactly(FILM);
    }

    @Test
    void ofManyWorksSixteenAreNamed() {
        WorkRuling[] many =
                IntStream.range(0, 40)
                        .mapToObj(i -> ruling("work-" + i).build())
                        .toArray(WorkRuling[]::new);
        assertThat(LiveWarnings.of(TestingRooms.of(T0_MS, many).build()))
                .hasSize(LiveWarnings.MOST_WORKS);
    }

    // Once ----------------------------------------------------------------------------------------

    private static AccountFact live(String session, String workId, long at) {
        return live(session, workId, at + 30_000, at);
    }

    private static AccountFact live(String session, String workId, Long stopBy, long at) {
        LiveWarning one =
                new LiveWarning(
                        "session:" + session,
                        workId,
                        List.of(OWNER),
                        List.of(new TimeCode(workId, 61_000, 75_000)),
                        stopBy,
                        at);
        return AccountFact.of(Kind.LIVE, ACCOUNT, at, one);
    }

    /** Its owner only warned at first: the room has not seen until when to stop. */
    @Test
    void aTimeThatComesLaterIsShown() {
        UserWarning first =
                account.at(T0_MS + 1_000, live("s-1", FILM, null, T0_MS)).warnings().get(0);
        assertThat(first.stopBy()).isNull();
        assertThat(first.revision()).isOne();
        account.at(T0_MS + 2_000, receipt(ROOM, ReceiptState.DELIVERED, T0_MS + 2_000));
        long t = T0_MS + 60_000;
        FoldOutput timed = account.at(t + 1_000, live("s-1", FILM, t + 30_000, t));
        assertThat(timed.warnings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.warningId()).isEqualTo(ROOM);
                            assertThat(one.revision()).isEqualTo(2);
                            assertThat(one.stopBy()).isEqualTo(t + 30_000);
                        });
        FoldOutput other = account.at(t + 3_000, live("s-1", FILM, t + 40_000, t + 2_000));
        assertThat(other.warnings()).isEmpty();
        FoldedAccount again = account.cold(none -> false);
        assertThat(again.at(t + 4_000).warnings()).isEmpty();
        for (FoldedAccount one : List.of(account, again)) {
            assertThat(one.account.warnings().get(ROOM).joinedAt(0))
                    .as("what was delivered before still counts")
                    .isEqualTo(T0_MS + 1_000);
        }
    }

    @Test
    void aStreamAndAWorkAreNamedOnce() {
        FoldOutput first = account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS));
        assertThat(ids(first.warnings())).containsExactly(ROOM);
        UserWarning told = first.warnings().get(0);
        assertThat(told.kind()).isEqualTo(WarningKind.LIVE);
        assertThat(told.sessionId()).isEqualTo("s-1");
        assertThat(told.stopBy()).isEqualTo(T0_MS + 30_000);
        assertThat(told.works()).containsExactly(FILM);
        assertThat(told.owners()).containsExactly(OWNER);
        assertThat(told.timeCodes()).containsExactly(new TimeCode(FILM, 61_000, 75_000));
        assertThat(told.zh().body()).contains(FILM, OWNER, "00:01:01-00:01:15", "请在此之前停止");
        assertThat(told.en().body()).contains(FILM, OWNER, "Stop it before: ");
        assertThat(first.standings()).isEmpty();

        assertThat(account.at(T0_MS + 11_000, live("s-1", FILM, T0_MS + 10_000)).warnings())
                .isEmpty();
        FoldOutput others =
                account.at(
                        T0_MS + 12_000,
                        live("s-1", "song", T0_MS + 11_000),
                        live("s-2", FILM, T0_MS + 11_000));
        assertThat(ids(others.warnings()))
                .containsExactlyInAnyOrder(
                        ACCOUNT + "/LIVE/session:s-1/song", ACCOUNT + "/LIVE/session:s-2/" + FILM);
    }

    /** After an outage or a start without state the room shows something else. */
    @Test
    void whatIsPastIsNotTold() {
        long late = T0_MS + LiveWarnings.LATE_MS;
        assertThat(account.at(late, live("s-1", FILM, T0_MS)).warnings()).isEmpty();
        assertThat(ids(account.at(late + 1, live("s-1", FILM, late)).warnings()))
                .as("it goes on")
                .containsExactly(ROOM);
        FoldedAccount again = account.cold(none -> false);
        assertThat(again.at(late + 2).warnings()).isEmpty();
    }

    @Test
    void aRoomIsToldWhileTheLadderIsOnlyTried() {
        FoldedAccount tried = new FoldedAccount(TestingLadders.shadow());
        assertThat(ids(tried.at(T0_MS + 1_000, live("s-1", FILM, T0_MS)).warnings()))
                .containsExactly(ROOM);
    }

    @Test
    void whatCouldNotBeShownIsNotSentAgainAndNobodyIsCalled() {
        account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS));
        for (int i = 1; i <= 6; i++) {
            FoldOutput output =
                    account.at(
                            T0_MS + i * DAY_MS,
                            receipt(ROOM, ReceiptState.FAILED, T0_MS + i * DAY_MS));
            assertThat(output.warnings()).isEmpty();
            assertThat(output.alerts()).isEmpty();
        }
    }

    // Bounded -------------------------------------------------------------------------------------

    /** They leave before any that counts, and none is left once its stream can be no offence. */
    @Test
    void roomsNeverTakeTheRoomOfWarningsThatCount() {
        account.at(T0_MS + 60_000, offence("session:0", T0_MS));
        long t = T0_MS + HOUR_MS;
        for (int i = 0; i < AccountLimits.WARNINGS + 50; i++, t += 1_000) {
            account.at(t, live("s-" + i, FILM, t));
        }
        account.at(t);
        assertThat(account.account.warnings().size()).isEqualTo(1 + AccountLimits.ROOMS);
        assertThat(account.account.warnings().get(FoldedAccount.FIRST).issuedAt())
                .as("it has not left and been issued again")
                .isEqualTo(T0_MS + 60_000);
        account.at(t + 100 * DAY_MS);
        assertThat(account.account.warnings().size()).isOne();
    }

    /** A stream of music that never ends, song after song. */
    @Test
    void ofAStreamThatIsNoOffenceTheLatestTwentyWorksAreKept() {
        long t = T0_MS;
        for (int i = 0; i < 500; i++, t += 180_000) {
            account.at(t + 1_000, live("s-1", "song-" + i, null, t));
            assertThat(account.account.warnings().size()).isLessThanOrEqualTo(20);
        }
        assertThat(account.account.warnings().ids())
                .hasSize(20)
                .contains(ACCOUNT + "/LIVE/session:s-1/song-499");
    }

    /** Those of a stream that was cut may admonish. */
    @Test
    void roomsOfOffencesAreNoneOfThem() {
        account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS), cut("s-1", FILM, T0_MS));
        long t = T0_MS + HOUR_MS;
        for (int i = 0; i < 30; i++, t += 180_000) {
            account.at(t + 1_000, live("s-2", "song-" + i, null, t));
        }
        assertThat(account.account.warnings().get(ROOM)).isNotNull();
    }

    @Test
    void anAccountThatWasOnlyToldInItsRoomLeavesNothing() {
        account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS));
        FoldOutput last = account.at(T0_MS + 101 * DAY_MS);
        assertThat(last.isEmpty()).isTrue();
        assertThat(last.forgotten()).isEmpty();
    }

    @Test
    void atMostTwentyWaitForAFold() {
        AccountFact[] many =
                IntStream.range(0, 60)
                        .mapToObj(i -> live("s-1", "work-" + i, T0_MS + i))
                        .toArray(AccountFact[]::new);
        assertThat(account.at(T0_MS + 1_000, many).warnings())
                .hasSize(LiveWarnings.MOST_WAITING)
                .anySatisfy(one -> assertThat(one.works()).containsExactly("work-59"));
    }

    /** It was sent after the erasure: the platform may still answer it. */
    @Test
    void whatARoomWasToldAfterAnErasureRemains() {
        account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS));
        long erasedAt = T0_MS + HOUR_MS;
        AccountFact erased =
                AccountFact.of(
                        Kind.ERASED, ACCOUNT, erasedAt, new AccountErased(ACCOUNT, "b", erasedAt));
        account.at(erasedAt + 1, erased, live("s-2", FILM, erasedAt + 1));
        account.at(erasedAt + 2_000);
        assertThat(account.account.warnings().get(ROOM)).isNull();
        assertThat(account.account.warnings().get(ACCOUNT + "/LIVE/session:s-2/" + FILM).isKnown())
                .isTrue();
    }

    // What it comes to ----------------------------------------------------------------------------

    private static AccountFact cut(String session, String workId, long at) {
        Offence offence =
                offence("session:" + session, at, at + 60_000, listed("entry-1", workId + "/r-1"))
                        .withWorks(List.of(workId));
        return fact(offence);
    }

    private int strikesAfterARoom(boolean isDelivered, String workOfTheCut) {
        account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS));
        if (isDelivered) {
            account.at(T0_MS + 2_000, receipt(ROOM, ReceiptState.DELIVERED, T0_MS + 2_000));
        }
        account.at(T0_MS + 60_000, cut("s-1", workOfTheCut, T0_MS));
        account.at(T0_MS + DAY_MS + 60_000, cut("s-9", FILM, T0_MS + DAY_MS));
        return account.standing().strikes().size();
    }

    @Test
    void aRoomAdmonishesOnceItsReceiptComes() {
        assertThat(strikesAfterARoom(true, FILM)).isOne();
    }

    @Test
    void withoutAReceiptItAdmonishesNobody() {
        assertThat(strikesAfterARoom(false, FILM)).isZero();
    }

    /** The stream was cut for something that nobody was told of. */
    @Test
    void itAdmonishesByTheWorkThatItNamed() {
        assertThat(strikesAfterARoom(true, "another")).isZero();
    }

    /** An owner's wish alone never counts. */
    @Test
    void aRoomWhoseStreamIsNoOffenceAdmonishesNobody() {
        account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS));
        account.at(T0_MS + 2_000, receipt(ROOM, ReceiptState.DELIVERED, T0_MS + 2_000));
        account.at(T0_MS + DAY_MS + 60_000, cut("s-9", FILM, T0_MS + DAY_MS));
        assertThat(account.standing().strikes()).isEmpty();
    }

    private long strikesAfter(Offence cut, long deliveredAt) {
        account.at(T0_MS + 1_000, live("s-1", FILM, T0_MS));
        account.at(T0_MS + 2_000, receipt(ROOM, ReceiptState.DELIVERED, deliveredAt));
        account.at(T0_MS + 60_000, fact(cut));
        account.at(T0_MS + DAY_MS + 60_000, cut("s-9", FILM, T0_MS + DAY_MS));
        return account.standing().strikes().size();
    }

    /** Cut for a listed film; of the song that its room was warned of an owner wished it alone. */
    @Test
    void anotherWorkOfTheSameStreamDoesNotAdmonish() {
        OffenceReason wish =
                new OffenceReason(
                        "policy/owner-1",
                        GroundKind.OWNER_POLICY,
                        1L,
                        List.of(FILM + "/r-1"),
                        true);
        Offence cut =
                offence("session:s-1", T0_MS, T0_MS + 60_000, wish, listed("entry-1", "other/r-1"))
                        .withWorks(List.of(FILM, "other"));
        assertThat(strikesAfter(cut, T0_MS + 2_000)).isZero();
    }

    /** Its reference is quarantined; another work of the stream still counts. */
    @Test
    void aWorkThatHasFallenDoesNotAdmonish() {
        Offence cut =
                offence(
                        "session:s-1",
                        T0_MS,
                        T0_MS + 60_000,
                        listed("entry-1", FILM + "/r-1", "other/r-1"));
        assertThat(strikesAfter(cut, T0_MS + 2_000)).isOne();
        long t = T0_MS + 2 * DAY_MS;
        account.at(t, TestingAccounts.ground("reference/" + FILM + "/r-1", false, t, t));
        assertThat(account.standing().strikes()).isEmpty();
    }

    /** The clock of the platform is an hour slow. */
    @Test
    void aReceiptOfBeforeItWasIssuedDoesNotAdmonish() {
        Offence cut = offence("session:s-1", T0_MS, T0_MS + 60_000, listed("e", FILM + "/r-1"));
        assertThat(strikesAfter(cut, T0_MS - HOUR_MS)).isZero();
    }

    /** What was on its way is not admonished by a clock that is a little slow either. */
    @Test
    void aClockThatIsALittleSlowAdmonishesFromTheIssueOn() {
        Offence cut = offence("session:s-1", T0_MS, T0_MS + 60_000, listed("e", FILM + "/r-1"));
        assertThat(strikesAfter(cut, T0_MS - 3_000)).isOne();
        account.at(T0_MS + DAY_MS + HOUR_MS, cut("s-2", FILM, T0_MS + 500));
        assertThat(account.standing().strikes()).hasSize(1);
        assertThat(account.standing().strikes().get(0).offences()).containsExactly("session:s-9");
    }
}
