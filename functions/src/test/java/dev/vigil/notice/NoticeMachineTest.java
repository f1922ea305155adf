package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.NoticeState;
import dev.vigil.schema.state.NoticeCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeMachineTest {
    private static final long DUE_MS = T0_MS + DAY_MS;

    private final NoticeMachine machine = new NoticeMachine(new Ladder(GRACE_MS));
    private NoticeCase state;

    @Test
    void aNoticeFiresEveryLevelAtItsTimeAndNamesWhatIsOpen() {
        received(T0_MS, "a", "b");
        List<EscalationAlert> alerts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            alerts.add(due(state.nextAt()).alert());
        }
        assertThat(alerts)
                .extracting(EscalationAlert::level)
                .containsExactly("E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9.1");
        assertThat(alerts).allMatch(a -> !a.catchUp() && a.itemsOpen().equals(List.of("a", "b")));
        assertThat(alerts)
                .allMatch(a -> a.dueAt() == DUE_MS && a.remainingMs() == DUE_MS - a.firesAt());
        assertThat(alerts.get(4).alertKey()).isEqualTo("n-1/1/E4");
        assertThat(alerts.get(4).ackRequiredBy()).isEqualTo(T0_MS + 20 * HOUR_MS + HOUR_MS / 2);
    }

    @Test
    void afterAnOutageOnlyTheHighestLevelFiresAndNamesThoseSkipped() {
        received(T0_MS, "a");
        due(T0_MS);
        EscalationAlert alert = due(T0_MS + 21 * HOUR_MS).alert();
        assertThat(alert.level()).isEqualTo("E4");
        assertThat(alert.catchUp()).isTrue();
        assertThat(alert.skippedLevels()).containsExactly("E1", "E2", "E3");
        assertThat(alert.firesAt()).isEqualTo(T0_MS + 20 * HOUR_MS);
        assertThat(state.nextAt()).isEqualTo(T0_MS + 22 * HOUR_MS);
    }

    @Test
    void aNewGraceMovesTheTimerInsteadOfLosingIt() {
        received(T0_MS, "a");
        due(DUE_MS - 1);
        NoticeMachine patient = new NoticeMachine(new Ladder(GRACE_MS + 60_000));
        Step step = patient.due(state, state.nextAt());
        assertThat(step.alert()).isNull();
        assertThat(step.next().nextAt()).isEqualTo(DUE_MS + GRACE_MS + 60_000);
        assertThat(patient.due(step.next(), step.next().nextAt()).alert().level()).isEqualTo("E8");
    }

    @Test
    void anOutageBeyondDueStillWritesTheBreach() {
        received(T0_MS, "a");
        Step late = due(DUE_MS + 5 * HOUR_MS);
        assertThat(late.alert().level()).isEqualTo("E9.4");
        assertThat(late.alert().skippedLevels()).contains("E0", "E8").doesNotContain("E9.3");
        assertThat(late.breach().dueAt()).isEqualTo(DUE_MS);
    }

    @Test
    void theBreachIsWrittenOnceAGraceAfterDueWithDueUnchanged() {
        received(T0_MS, "a", "b");
        done("a", T0_MS + HOUR_MS);
        due(DUE_MS + GRACE_MS - 1);
        assertThat(state.breached()).isFalse();
        Step breached = due(DUE_MS + GRACE_MS);
        assertThat(breached.breach().dueAt()).isEqualTo(DUE_MS);
        assertThat(breached.breach().itemsOpen()).containsExactly("b");
        assertThat(breached.breach().breachId()).isEqualTo("n-1/1/breach");
        assertThat(breached.status().state()).isEqualTo(NoticeState.OVERDUE);
        assertThat(due(DUE_MS + GRACE_MS + HOUR_MS).breach()).isNull();
    }

    @Test
    void theLastItemClosesAndNotTheOneBefore() {
        received(T0_MS, "a", "b", "c");
        done("a", T0_MS + HOUR_MS);
        Step two = done("b", T0_MS + 2 * HOUR_MS);
        assertThat(two.resolved()).isNull();
        assertThat(two.status().state()).isEqualTo(NoticeState.PARTIAL);
        assertThat(two.status().itemsOpen()).containsExactly("c");
        assertThat(done("elsewhere", T0_MS + 3 * HOUR_MS).status()).isNull();

        Step three = done("c", T0_MS + 3 * HOUR_MS);
        assertThat(three.resolved().outcome()).isEqualTo(NoticeState.ACTIONED);
        assertThat(three.resolved().stoppedAt()).isEqualTo(T0_MS + 3 * HOUR_MS);
        assertThat(three.resolved().alertKey()).isEqualTo("n-1/1/resolved");
    }

    @Test
    void aProofAtDueIsInTimeAndAMillisecondLaterIsNot() {
        received(T0_MS, "a");
        assertThat(done("a", DUE_MS).breach()).isNull();
        assertThat(state.state()).isEqualTo(NoticeState.ACTIONED);

        state = null;
        received(T0_MS, "a");
        Step late = done("a", DUE_MS + 1);
        assertThat(late.breach().causeCode()).isEqualTo("DONE_LATE");
        assertThat(late.breach().itemsOpen()).isEmpty();
        assertThat(late.correction()).isNull();
        assertThat(state.state()).isEqualTo(NoticeState.CLOSED_LATE);
        assertThat(late.status().overdue()).isTrue();
    }

    @Test
    void aLateProofOfTimelyWorkClearsTheBreachAndKeepsTheRecord() {
        received(T0_MS, "a");
        due(DUE_MS + GRACE_MS);
        Step cleared = done("a", DUE_MS - 1);
        assertThat(cleared.correction().cleared()).isTrue();
        assertThat(cleared.correction().breachId()).isEqualTo("n-1/1/breach");
        assertThat(cleared.resolved().outcome()).isEqualTo(NoticeState.CLEARED);
        assertThat(cleared.breach()).isNull();
        assertThat(state.breached()).isTrue();
    }

    @Test
    void aProofOfLateWorkClosesLate() {
        received(T0_MS, "a");
        due(DUE_MS + GRACE_MS);
        Step late = done("a", DUE_MS + HOUR_MS);
        assertThat(late.correction().cleared()).isFalse();
        assertThat(late.correction().doneAt()).isEqualTo(DUE_MS + HOUR_MS);
        assertThat(late.resolved().outcome()).isEqualTo(NoticeState.CLOSED_LATE);
    }

    @Test
    void theEarliestProofOfAnItemCounts() {
        received(T0_MS, "a", "b");
        done("a", DUE_MS + HOUR_MS);
        assertThat(done("a", DUE_MS + 2 * HOUR_MS).status()).isNull();
        done("a", T0_MS + HOUR_MS);
        assertThat(done("b", T0_MS + HOUR_MS).resolved().outcome()).isEqualTo(NoticeState.ACTIONED);
    }

    @Test
    void workThatWasDoneBeforeTheNoticeStopsItAtItsStart() {
        received(T0_MS, "a");
        assertThat(done("a", T0_MS - DAY_MS).resolved().stoppedAt()).isEqualTo(T0_MS);
        assertThat(state.nextAt()).isEqualTo(T0_MS + 7 * DAY_MS);
    }

    @Test
    void nothingFollowsAClosureAndAWeekLaterItIsForgotten() {
        received(T0_MS, "a");
        machineDone("a", T0_MS + HOUR_MS, T0_MS + 2 * HOUR_MS);
        long forgetAt = T0_MS + 2 * HOUR_MS + 7 * DAY_MS;
        assertThat(state.nextAt()).isEqualTo(forgetAt);
        assertThat(due(forgetAt - 1)).isEqualTo(Step.unchanged(state));
        assertThat(done("a", T0_MS).status()).isNull();
        assertThat(keep(machine.withdrawn(state, T0_MS + 3 * HOUR_MS)).status()).isNull();
        assertThat(received(T0_MS - HOUR_MS, "a").status()).isNull();
        assertThat(due(forgetAt)).isEqualTo(Step.FORGOTTEN);
    }

    @Test
    void aRepeatChangesNothingAndAnEarlierStampMovesTheClockBack() {
        received(T0_MS, "a");
        due(T0_MS);
        assertThat(received(T0_MS, "a").status()).isNull();
        assertThat(received(T0_MS + 1, "a").status()).isNull();

        Step earlier = received(T0_MS - 3 * HOUR_MS, "a");
        assertThat(earlier.status().dueAt()).isEqualTo(DUE_MS - 3 * HOUR_MS);
        assertThat(state.nextAt()).isEqualTo(T0_MS - HOUR_MS);
        EscalationAlert alert = due(T0_MS).alert();
        assertThat(alert.level()).isEqualTo("E1");
        assertThat(alert.receivedAt()).isEqualTo(T0_MS - 3 * HOUR_MS);
    }

    @Test
    void aWithdrawalStopsTheClockWithoutABreach() {
        received(T0_MS, "a");
        Step withdrawn = keep(machine.withdrawn(state, T0_MS + HOUR_MS));
        assertThat(withdrawn.resolved().outcome()).isEqualTo(NoticeState.WITHDRAWN);
        assertThat(withdrawn.resolved().stoppedAt()).isEqualTo(T0_MS + HOUR_MS);
        assertThat(withdrawn.breach()).isNull();
        assertThat(due(DUE_MS + GRACE_MS).alert()).isNull();
    }

    @Test
    void anAcknowledgementIsRememberedAndSilencesNothing() {
        received(T0_MS, "a");
        due(T0_MS + 20 * HOUR_MS);
        assertThat(acknowledged("n-1/1/E4").status()).isNotNull();
        assertThat(state.acknowledged()).containsExactly("n-1/1/E4");
        assertThat(acknowledged("n-1/1/E4").status()).isNull();
        assertThat(due(T0_MS + 22 * HOUR_MS).alert().level()).isEqualTo("E5");
    }

    @Test
    void anAcknowledgementOfNoAlertIsNotRemembered() {
        received(T0_MS, "a");
        due(T0_MS);
        for (String key : List.of("n-1/1/E4", "n-2/1/E0", "n-1/2/E0", "anything")) {
            assertThat(acknowledged(key)).isEqualTo(Step.unchanged(state));
        }
    }

    @Test
    void eventsOfAnUnknownNoticeDoNothing() {
        assertThat(machine.itemDone(null, "a", T0_MS, T0_MS)).isEqualTo(Step.unchanged(null));
        assertThat(machine.withdrawn(null, T0_MS)).isEqualTo(Step.unchanged(null));
        assertThat(machine.acknowledged(null, "n-1/1/E0", T0_MS)).isEqualTo(Step.unchanged(null));
        assertThat(machine.due(null, T0_MS)).isEqualTo(Step.FORGOTTEN);
    }

    private Step received(long atMs, String... items) {
        return keep(machine.received(state, notice(NOTICE, atMs, items)));
    }

    private Step done(String item, long effectiveAtMs) {
        return machineDone(item, effectiveAtMs, effectiveAtMs);
    }

    private Step machineDone(String item, long effectiveAtMs, long eventTimeMs) {
        return keep(machine.itemDone(state, item, effectiveAtMs, eventTimeMs));
    }

    private Step acknowledged(String alertKey) {
        return keep(machine.acknowledged(state, alertKey, T0_MS));
    }

    private Step due(long nowMs) {
        return keep(machine.due(state, nowMs));
    }

    private Step keep(Step step) {
        state = step.next();
        return step;
    }
}
