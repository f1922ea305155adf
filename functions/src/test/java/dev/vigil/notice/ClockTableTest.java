package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.directive;
import static dev.vigil.notice.TestingNotices.incomplete;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.live;
import static dev.vigil.notice.TestingNotices.notice;
import static dev.vigil.notice.TestingNotices.supplement;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.Run;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.notifier.NoticeOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clock rules of job/docs/domain.md, The clock of a notice, one test per row of the table. */
class ClockTableTest {
    private static final long DUE_MS = T0_MS + DAY_MS;
    private static final ClockRules PAUSING = ClockRules.DEFAULTS.allowing(false, true);

    @Test
    void noticeReachesAnyOfficialChannel() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a", "b"));
        one.walk(DUE_MS + GRACE_MS + HOUR_MS);
        assertThat(one.levels())
                .containsExactly(
                        "1/E0", "1/E1", "1/E2", "1/E3", "1/E4", "1/E4.1", "1/E4.2", "1/E4.3",
                        "1/E5", "1/E5.1", "1/E5.2", "1/E5.3", "1/E6", "1/E6.1", "1/E6.2", "1/E6.3",
                        "1/E6.4", "1/E7", "1/E7.1", "1/E7.2", "1/E7.3", "1/E8", "1/E9.1");
        assertThat(one.alerts)
                .allMatch(a -> !a.catchUp() && a.itemsOpen().equals(List.of("a", "b")))
                .allMatch(a -> a.dueAt() == DUE_MS && a.remainingMs() == DUE_MS - a.firesAt());
        EscalationAlert major = one.alerts.get(4);
        assertThat(major.alertKey()).isEqualTo("n-1/1/E4");
        assertThat(major.firesAt()).isEqualTo(T0_MS + 20 * HOUR_MS);
        assertThat(major.ackRequiredBy()).isEqualTo(T0_MS + 20 * HOUR_MS + 30 * MINUTE_MS);
        assertThat(one.breaches)
                .extracting(BreachRecord::dueAt, BreachRecord::itemsOpen)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(DUE_MS, List.of("a", "b")));
    }

    @Test
    void earliestCredibleStampWins() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + 3 * HOUR_MS);
        one.on(NoticeInput.received(notice(NOTICE, T0_MS + HOUR_MS, "a")));
        assertThat(one.last.status()).as("a later stamp is no news").isNull();
        one.on(NoticeInput.received(notice(NOTICE, T0_MS - HOUR_MS, "a")));
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS - HOUR_MS);
        one.walk(T0_MS + 11 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E1", "1/E2");
        assertThat(one.alerts.get(2).firesAt()).isEqualTo(T0_MS + 11 * HOUR_MS);
    }

    @Test
    void foundIncompleteTheClockIsVoid() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + HOUR_MS);
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + 9 * DAY_MS);
        assertThat(one.levels()).containsExactly("1/E0");
        assertThat(one.ends()).containsExactly(NoticeState.INCOMPLETE);
        assertThat(one.status().missing()).containsExactly(Element.EVIDENCE);
        assertThat(one.state.firstReceivedAt()).isEqualTo(T0_MS);
    }

    @Test
    void triageThatComesTooLateStopsNothing() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + 3 * HOUR_MS);
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + 2 * HOUR_MS + 1, Element.EVIDENCE)));
        one.walk(DUE_MS + GRACE_MS);
        assertThat(one.breaches).hasSize(1);
        assertThat(one.stands()).isEqualTo(NoticeState.OVERDUE);
        assertThat(one.status().reason()).startsWith("triaged too late");
    }

    @Test
    void aSupplementThatCompletesItStartsANewGeneration() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + DAY_MS);
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + DAY_MS)));
        one.walk(T0_MS + DAY_MS + 12 * HOUR_MS);
        assertThat(one.levels()).containsExactly("2/E0", "2/E2");
        assertThat(one.status().dueAt()).isEqualTo(T0_MS + 2 * DAY_MS);
        assertThat(one.status().intake()).isEqualTo(IntakeState.ACCEPTED);
    }

    @Test
    void aSupplementThatLacksSomethingStartsNothing() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(
                NoticeInput.triaged(
                        incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE, Element.TRUTH)));
        one.on(
                NoticeInput.supplemented(
                        new dev.vigil.schema.notice.NoticeSupplemented(
                                NOTICE, T0_MS + DAY_MS, List.of(Element.TRUTH), null, null)));
        one.walk(T0_MS + 2 * DAY_MS);
        assertThat(one.levels()).isEmpty();
        assertThat(one.status().missing()).containsExactly(Element.EVIDENCE);
    }

    @Test
    void whatWasDoneWhileItWasIncompleteIsDoneForTheSupplementedNotice() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a", "b"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + 2 * HOUR_MS);
        one.done("a", T0_MS + 3 * HOUR_MS);
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + DAY_MS)));
        one.walk(T0_MS + DAY_MS);
        assertThat(one.alerts.get(0).itemsOpen()).containsExactly("b");
        one.done("b", T0_MS + DAY_MS + HOUR_MS);
        one.walk(T0_MS + 3 * DAY_MS);
        assertThat(one.ends()).containsExactly(NoticeState.INCOMPLETE, NoticeState.ACTIONED);
        assertThat(one.breaches).isEmpty();
    }

    @Test
    void whatCameBackWhileItWasIncompleteIsOpen() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.done("a", T0_MS + 2 * HOUR_MS);
        one.back("a", T0_MS + 3 * HOUR_MS);
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + DAY_MS)));
        one.walk(T0_MS + 2 * DAY_MS + GRACE_MS);
        assertThat(one.breaches).extracting(BreachRecord::generation).containsExactly(2);
    }

    @Test
    void anIncompleteNoticeLapsesAfterTenDays() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + HOUR_MS + 10 * DAY_MS - 1);
        assertThat(one.stands()).isEqualTo(NoticeState.INCOMPLETE);
        one.walk(T0_MS + HOUR_MS + 10 * DAY_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.LAPSED);
        one.walk(T0_MS + HOUR_MS + 17 * DAY_MS);
        assertThat(one.state).as("forgotten a week after").isNull();
    }

    @Test
    void reviewFindsThatTheFirstVersionWasComplete() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + 21 * HOUR_MS);
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS + 21 * HOUR_MS)));
        one.walk(T0_MS + 21 * HOUR_MS);
        assertThat(one.levels()).as("the highest one passed, no other").containsExactly("2/E4");
        assertThat(one.alerts.get(0).catchUp()).isTrue();
        assertThat(one.alerts.get(0).skippedLevels()).containsExactly("E0", "E2", "E3");
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS);
    }

    @Test
    void reviewMovesTheRunThatASupplementBegan() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + 6 * HOUR_MS)));
        one.walk(T0_MS + 7 * HOUR_MS);
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS + 7 * HOUR_MS)));
        one.walk(T0_MS + 12 * HOUR_MS);
        assertThat(one.levels()).containsExactly("2/E0", "2/E2");
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS);
    }

    @Test
    void aPlainAcceptanceLeavesTheRunThatASupplementBegan() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + 6 * HOUR_MS)));
        one.on(
                NoticeInput.triaged(
                        NoticeTriaged.of(
                                NOTICE,
                                TriageOutcome.ACCEPTED,
                                T0_MS + 7 * HOUR_MS,
                                "chen",
                                "seen")));
        one.walk(T0_MS + 8 * HOUR_MS);
        assertThat(one.status().receivedAt()).isEqualTo(T0_MS + 6 * HOUR_MS);
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS + 6 * HOUR_MS);
    }

    @Test
    void reviewDoesNotMoveARunThatAReopeningBegan() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + 6 * HOUR_MS)));
        one.done("a", T0_MS + 7 * HOUR_MS);
        one.walk(T0_MS + 8 * HOUR_MS);
        one.back("a", T0_MS + 3 * DAY_MS);
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS + 3 * DAY_MS)));
        one.jump(T0_MS + 3 * DAY_MS);
        assertThat(one.levels()).containsExactly("3/E0");
        assertThat(one.breaches).isEmpty();
    }

    @Test
    void anItemThatJoinsLaterHasItsOwnT0AndTheNoticeStopsWithTheLast() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + 10 * HOUR_MS);
        one.on(NoticeInput.supplemented(joining(NOTICE, T0_MS + 10 * HOUR_MS, "b")));
        one.walk(T0_MS + 11 * HOUR_MS);
        one.done("a", T0_MS + 11 * HOUR_MS);
        one.walk(T0_MS + 12 * HOUR_MS);
        assertThat(one.stands()).as("N-1 of N").isEqualTo(NoticeState.PARTIAL);
        assertThat(one.ends()).as("of the first run").containsExactly(NoticeState.ACTIONED);
        one.walk(T0_MS + 22 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "2/E0", "2/E2");
        assertThat(one.alerts.get(2).dueAt()).isEqualTo(T0_MS + 34 * HOUR_MS);
        one.done("b", T0_MS + 23 * HOUR_MS);
        one.walk(T0_MS + 23 * HOUR_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.ACTIONED);
    }

    @Test
    void anItemThatJoinsANoticeTriagedTooLateHasItsOwnT0() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + 5 * HOUR_MS);
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + 5 * HOUR_MS, Element.TRUTH)));
        one.on(NoticeInput.supplemented(joining(NOTICE, T0_MS + 20 * HOUR_MS, "b")));
        one.done("a", T0_MS + 20 * HOUR_MS);
        one.walk(T0_MS + 30 * HOUR_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.ends()).as("of what was done").containsExactly(NoticeState.ACTIONED);
    }

    @Test
    void anItemThatJoinsAnIncompleteNoticeWaitsForTheSupplement() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.on(NoticeInput.supplemented(joining(NOTICE, T0_MS + 2 * HOUR_MS, "b")));
        one.on(NoticeInput.supplemented(supplement(NOTICE, T0_MS + DAY_MS)));
        one.walk(T0_MS + DAY_MS);
        assertThat(one.alerts).hasSize(1);
        assertThat(one.alerts.get(0).itemsOpen()).containsExactly("a", "b");
    }

    @Test
    void aDecisionOrACommandDoesNotStopTheClock() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS + HOUR_MS)));
        one.walk(DUE_MS + GRACE_MS);
        assertThat(one.levels()).doesNotContain("1/E1").contains("1/E8");
    }

    @Test
    void confirmedForEveryItemTheClockStopsAtTheLastProof() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b", "c"));
        one.walk(T0_MS + HOUR_MS);
        one.done("b", T0_MS + 3 * HOUR_MS);
        one.done("a", T0_MS + HOUR_MS);
        one.walk(T0_MS + 3 * HOUR_MS);
        assertThat(one.resolved).isEmpty();
        assertThat(one.status().action()).isEqualTo(ActionState.PARTIAL);
        assertThat(one.status().itemsOpen()).containsExactly("c");
        one.done("elsewhere", T0_MS + 3 * HOUR_MS);
        assertThat(one.last.status()).isNull();
        one.done("c", T0_MS + 2 * HOUR_MS);
        assertThat(one.last.resolved()).as("only a timer publishes").isEmpty();
        one.walk(T0_MS + 2 * DAY_MS);
        assertThat(one.resolved.get(0).stoppedAt()).isEqualTo(T0_MS + 3 * HOUR_MS);
        assertThat(one.resolved.get(0).alertKey()).isEqualTo("n-1/1/resolved");
        assertThat(one.levels()).containsExactly("1/E0");
        assertThat(one.ends()).containsExactly(NoticeState.ACTIONED);
        assertThat(one.outcomes).containsExactly(NoticeOutcome.UPHELD);
    }

    @Test
    void aLateConfirmationOfATimelyMeasureClearsTheBreachAndBothRecordsStay() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(DUE_MS + HOUR_MS);
        one.done("a", DUE_MS, DUE_MS + HOUR_MS);
        one.walk(DUE_MS + HOUR_MS);
        assertThat(one.breaches).hasSize(1);
        assertThat(one.corrections).hasSize(1).allMatch(c -> c.cleared());
        assertThat(one.ends()).containsExactly(NoticeState.CLEARED);
        assertThat(one.status().clock()).isEqualTo(ClockState.CLEARED);
        assertThat(one.status().overdue()).as("the mark stays").isTrue();
    }

    @Test
    void whatWasDoneLateClosesLateUntilAnEarlierProofComes() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(DUE_MS + HOUR_MS);
        one.done("a", DUE_MS + HOUR_MS);
        one.walk(DUE_MS + HOUR_MS);
        assertThat(one.ends()).containsExactly(NoticeState.CLOSED_LATE);
        one.done("a", DUE_MS - HOUR_MS, DUE_MS + 2 * HOUR_MS);
        one.walk(DUE_MS + 2 * HOUR_MS);
        assertThat(one.corrections).extracting(c -> c.cleared()).containsExactly(false, true);
        assertThat(one.stands()).isEqualTo(NoticeState.CLEARED);
        assertThat(one.breaches).hasSize(1);
    }

    @Test
    void whatWasDoneLateWithinTheGraceIsABreachAllTheSame() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(DUE_MS);
        one.done("a", DUE_MS + 1);
        one.walk(DUE_MS + 1);
        assertThat(one.breaches).extracting(BreachRecord::causeCode).containsExactly("DONE_LATE");
        assertThat(one.levels()).doesNotContain("1/E8");
        assertThat(one.ends()).containsExactly(NoticeState.CLOSED_LATE);
    }

    @Test
    void contentThatIsBackReopensAndReArmsTheWholeLadder() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"));
        one.walk(T0_MS + 13 * HOUR_MS);
        one.done("a", T0_MS + 13 * HOUR_MS);
        one.done("b", T0_MS + 13 * HOUR_MS);
        one.walk(T0_MS + 13 * HOUR_MS);
        one.back("a", T0_MS + 30 * HOUR_MS);
        one.back("a", T0_MS + 30 * HOUR_MS);
        one.walk(T0_MS + 43 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E2", "2/E0", "2/E2");
        assertThat(one.alerts.get(3).dueAt()).isEqualTo(T0_MS + 54 * HOUR_MS);
        assertThat(one.alerts.get(3).itemsOpen()).containsExactly("a");
        one.done("a", T0_MS + 13 * HOUR_MS);
        assertThat(one.last.status()).as("the proof from before is over").isNull();
    }

    @Test
    void contentThatWasBackBeforeTheNoticeCameIsNotDueBeforeIt() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.done("a", T0_MS - 5 * HOUR_MS);
        one.back("a", T0_MS - 2 * HOUR_MS);
        one.walk(DUE_MS - 1);
        assertThat(one.breaches).isEmpty();
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS);
    }

    @Test
    void aHoldByDocumentPausesAndMovesDue() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"), PAUSING);
        one.walk(T0_MS + HOUR_MS);
        hold(one, T0_MS + 6 * HOUR_MS, null);
        one.walk(T0_MS + 100 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0");
        resume(one, T0_MS + 106 * HOUR_MS);
        one.walk(T0_MS + 112 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E2");
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS + 100 * HOUR_MS);
    }

    @Test
    void aNotifiersHoldEndsByItselfAfter72Hours() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"), PAUSING);
        hold(one, T0_MS + 6 * HOUR_MS, true);
        one.walk(T0_MS + 84 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E2");
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS + 72 * HOUR_MS);
    }

    @Test
    void aNotifiersHoldIsNotLongerWhenItsEndIsReadLate() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"), PAUSING);
        one.walk(T0_MS);
        hold(one, T0_MS + 6 * HOUR_MS, true);
        resume(one, T0_MS + 90 * HOUR_MS);
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS + 72 * HOUR_MS);
    }

    @Test
    void aHoldOfANoticeThatIsIncompleteEndsWithItsClock() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"), PAUSING);
        one.walk(T0_MS);
        hold(one, T0_MS + HOUR_MS / 2, true);
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + HOUR_MS + 12 * DAY_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.LAPSED);
        assertThat(one.levels()).containsExactly("1/E0");
        assertThat(one.breaches).isEmpty();
    }

    @Test
    void behindAHoldASupplementStartsTheClockThoughItIsReadLate() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"), PAUSING);
        one.walk(T0_MS);
        hold(one, T0_MS + HOUR_MS / 2, true);
        one.on(NoticeInput.triaged(incomplete(NOTICE, T0_MS + HOUR_MS, Element.EVIDENCE)));
        one.walk(T0_MS + 2 * HOUR_MS);
        long suppliedMs = T0_MS + 80 * HOUR_MS;
        one.allRead(suppliedMs, NoticeInput.supplemented(supplement(NOTICE, suppliedMs)));
        assertThat(one.state.runs())
                .extracting(Run::clock)
                .containsExactly(ClockState.VOID, ClockState.RUNNING);
        assertThat(one.status().dueAt()).isEqualTo(suppliedMs + DAY_MS);
    }

    @Test
    void aHoldOfANoticeThatIsWithdrawnEndsWithItsClock() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"), PAUSING);
        one.walk(T0_MS);
        hold(one, T0_MS + HOUR_MS, true);
        withdraw(one, T0_MS + 2 * HOUR_MS);
        one.walk(T0_MS + 3 * HOUR_MS);
        long readMs = T0_MS + 80 * HOUR_MS;
        one.allRead(
                readMs,
                NoticeInput.news(
                        NOTICE, new ItemNews(ItemNews.Kind.DONE, "a", readMs, null), readMs));
        assertThat(one.state.runs()).extracting(Run::clock).containsExactly(ClockState.STOPPED);
    }

    @Test
    void aNoticeThatIsWithdrawnInALongHoldIsNotLate() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"), PAUSING);
        one.walk(T0_MS);
        hold(one, T0_MS + HOUR_MS, null);
        withdraw(one, T0_MS + 100 * HOUR_MS);
        one.walk(T0_MS + 101 * HOUR_MS);
        assertThat(one.breaches).isEmpty();
        assertThat(one.ends()).containsExactly(NoticeState.WITHDRAWN);
        assertThat(one.resolved.get(0).dueAt()).isEqualTo(DUE_MS + 99 * HOUR_MS);
    }

    @Test
    void pausingIsOffByDefault() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        hold(one, T0_MS + 6 * HOUR_MS, null);
        assertThat(one.last.refused()).contains("doc-7");
        one.walk(DUE_MS + GRACE_MS);
        assertThat(one.breaches).hasSize(1);
    }

    @Test
    void anOutageHasNoEffectOnDue() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS);
        one.jump(T0_MS + 21 * HOUR_MS);
        assertThat(one.levels()).containsExactly("1/E0", "1/E4");
        EscalationAlert told = one.alerts.get(1);
        assertThat(told.catchUp()).isTrue();
        assertThat(told.skippedLevels()).containsExactly("E2", "E3");
        assertThat(told.firesAt()).isEqualTo(T0_MS + 20 * HOUR_MS);
        assertThat(told.remainingMs()).isEqualTo(3 * HOUR_MS);
        assertThat(told.ackRequiredBy()).isEqualTo(T0_MS + 21 * HOUR_MS + 30 * MINUTE_MS);
        one.jump(DUE_MS + 5 * HOUR_MS);
        assertThat(one.levels()).endsWith("1/E9.4");
        assertThat(one.alerts.get(2).skippedLevels()).containsExactly("E5", "E6", "E7", "E8");
        assertThat(one.breaches).hasSize(1);
    }

    @Test
    void withdrawalStopsTheClock() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS);
        withdraw(one, T0_MS + HOUR_MS);
        one.walk(T0_MS + 3 * DAY_MS);
        assertThat(one.levels()).containsExactly("1/E0");
        assertThat(one.ends()).containsExactly(NoticeState.WITHDRAWN);
        assertThat(one.outcomes).isEmpty();
    }

    @Test
    void withdrawalAfterDueUndoesNoBreachThoughItIsReadFirst() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS);
        withdraw(one, DUE_MS + HOUR_MS);
        one.jump(DUE_MS + 2 * HOUR_MS);
        assertThat(one.breaches).hasSize(1);
        assertThat(one.ends()).containsExactly(NoticeState.WITHDRAWN);

        OneNotice told = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        told.walk(T0_MS);
        told.adopted(1, "resolved", DUE_MS);
        told.adopted(1, "E8", DUE_MS + GRACE_MS);
        told.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.REJECTED, DUE_MS + HOUR_MS)));
        told.jump(DUE_MS + 2 * HOUR_MS);
        assertThat(told.breaches).as("its record was lost").hasSize(1);
        assertThat(told.resolved).isEmpty();
    }

    @Test
    void withdrawalUndoesNoProofThatWasReadBeforeIt() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(DUE_MS + GRACE_MS);
        one.done("a", DUE_MS - 1, DUE_MS + HOUR_MS);
        withdraw(one, DUE_MS + HOUR_MS);
        one.walk(DUE_MS + HOUR_MS);
        assertThat(one.corrections).hasSize(1).allMatch(c -> c.cleared());
        assertThat(one.ends()).containsExactly(NoticeState.CLEARED);
        assertThat(one.stands()).isEqualTo(NoticeState.WITHDRAWN);
    }

    @Test
    void whatAWithdrawnNoticeHadRemovedMayComeBack() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS);
        one.done("a", T0_MS + HOUR_MS);
        one.walk(T0_MS + HOUR_MS);
        withdraw(one, T0_MS + 2 * HOUR_MS);
        assertThat(one.stands()).isEqualTo(NoticeState.WITHDRAWN);
        one.lifted("a", T0_MS + 3 * HOUR_MS);
        one.walk(T0_MS + 5 * DAY_MS);
        assertThat(one.levels()).containsExactly("1/E0");
        assertThat(one.breaches).isEmpty();
    }

    @Test
    void rejectedWithAReasonTheClockIsVoid() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(
                NoticeInput.triaged(
                        NoticeTriaged.of(
                                NOTICE, TriageOutcome.REJECTED, T0_MS + HOUR_MS, "chen", null)));
        assertThat(one.last.refused()).contains("REJECTED");
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.REJECTED, T0_MS + HOUR_MS)));
        one.walk(T0_MS + DAY_MS);
        assertThat(one.levels()).isEmpty();
        assertThat(one.ends()).containsExactly(NoticeState.REJECTED);
        assertThat(one.outcomes).containsExactly(NoticeOutcome.OTHER);
    }

    @Test
    void acceptedAfterAllItIsUpheldByThatDecisionThoughItWasDoneBefore() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.REJECTED, T0_MS + 5 * HOUR_MS)));
        one.done("a", T0_MS + 3 * HOUR_MS, T0_MS + 6 * HOUR_MS);
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS + 7 * HOUR_MS)));
        one.walk(T0_MS + 8 * HOUR_MS);
        assertThat(one.outcomes).containsExactly(NoticeOutcome.OTHER, NoticeOutcome.UPHELD);
        assertThat(one.outcomeTimes).containsExactly(T0_MS + 5 * HOUR_MS, T0_MS + 7 * HOUR_MS);
    }

    @Test
    void declinedByAReviewerWithReasonsTheClockStops() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"));
        one.done("a", T0_MS + HOUR_MS);
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.DECLINED, T0_MS + 2 * HOUR_MS)));
        one.walk(T0_MS + 3 * HOUR_MS);
        assertThat(one.ends()).containsExactly(NoticeState.ACTIONED);

        OneNotice other = OneNotice.of(complete(NOTICE, T0_MS, "a", "b"));
        other.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.DECLINED, T0_MS + 2 * HOUR_MS)));
        other.walk(T0_MS + 3 * HOUR_MS);
        assertThat(other.ends()).containsExactly(NoticeState.DECLINED);
        assertThat(other.outcomes).isEmpty();
    }

    @Test
    void provedNotToBeThereTheClockStops() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.notFound("a", T0_MS + HOUR_MS);
        one.walk(T0_MS + HOUR_MS);
        assertThat(one.ends()).containsExactly(NoticeState.NOT_FOUND);
        one.back("a", T0_MS + 2 * HOUR_MS);
        assertThat(one.last.status()).as("nothing was enforced").isNull();
    }

    @Test
    void aChangedDeadlineHoldsForNewGenerationsOnly() {
        OneNotice one = OneNotice.of(complete(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + HOUR_MS);
        one.done("a", T0_MS + HOUR_MS);
        one.walk(T0_MS + HOUR_MS);
        assertThat(one.status().dueAt()).isEqualTo(DUE_MS);
        OneNotice later = new OneNotice(ClockRules.DEFAULTS.withGrace(70_000));
        later.state = one.state;
        later.back("a", T0_MS + 2 * HOUR_MS);
        later.walk(T0_MS + 26 * HOUR_MS + 69_999);
        assertThat(later.breaches).isEmpty();
        later.walk(T0_MS + 26 * HOUR_MS + 70_000);
        assertThat(later.breaches).hasSize(1);
    }

    // Tracks -------------------------------------------------------------------------------

    @Test
    void aLiveSessionHasHalfAnHourAndE6MergesIntoE7() {
        OneNotice one = OneNotice.of(live(NOTICE, T0_MS, "a"));
        one.walk(T0_MS + 30 * MINUTE_MS + GRACE_MS);
        assertThat(one.levels())
                .containsExactly("1/E0", "1/E2", "1/E3", "1/E4", "1/E5", "1/E7", "1/E8");
        assertThat(one.alerts.get(5).firesAt())
                .as("99 percent of 30 min, rounded down")
                .isEqualTo(T0_MS + 1_782_000);
        assertThat(one.alerts).allMatch(a -> a.track() == ClockTrack.LIVE);
    }

    @Test
    void aDirectiveHasTheAuthoritysOwnDueTime() {
        OneNotice one = OneNotice.of(directive(NOTICE, T0_MS, T0_MS + 4 * HOUR_MS, "a"));
        one.walk(T0_MS + HOUR_MS);
        assertThat(one.status().dueAt()).isEqualTo(T0_MS + 4 * HOUR_MS);
        one.on(NoticeInput.received(directive(NOTICE, T0_MS - HOUR_MS, T0_MS + 4 * HOUR_MS, "a")));
        one.walk(T0_MS + 4 * HOUR_MS + GRACE_MS);
        assertThat(one.breaches)
                .as("an earlier stamp does not move it")
                .extracting(BreachRecord::dueAt)
                .containsExactly(T0_MS + 4 * HOUR_MS);
        assertThat(one.alerts).last().matches(a -> a.firesAt() == T0_MS + 4 * HOUR_MS + GRACE_MS);
    }

    private static void hold(OneNotice one, long atMs, Boolean byNotifier) {
        one.on(NoticeInput.held(new NoticeHeld(NOTICE, atMs, false, "doc-7", byNotifier)));
    }

    private static void resume(OneNotice one, long atMs) {
        one.on(NoticeInput.held(new NoticeHeld(NOTICE, atMs, true, "doc-8", null)));
    }

    private static void withdraw(OneNotice one, long atMs) {
        one.on(NoticeInput.withdrawn(new NoticeWithdrawn(NOTICE, atMs, null)));
    }
}
