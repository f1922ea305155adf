package dev.vigil.flink;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.TestingRights;
import dev.vigil.schema.event.AlertAcknowledged;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.NoticeState;
import dev.vigil.schema.event.NoticeStatus;
import dev.vigil.schema.event.NoticeWithdrawn;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.state.NoticeCase;
import dev.vigil.schema.state.StateName;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeClockTest {
    private static final long DUE_MS = T0_MS + DAY_MS;

    private KeyedBroadcastOperatorTestHarness<String, NoticeInput, ListInput, EscalationAlert>
            clock;

    @BeforeEach
    void open() throws Exception {
        clock = open(null);
        clock.processBroadcastWatermark(Long.MAX_VALUE);
    }

    @AfterEach
    void close() throws Exception {
        clock.close();
    }

    @Test
    void aNoticeHoldsOneTimerAndLeavesNothingAWeekAfterItIsClosed() throws Exception {
        received("n-1", T0_MS, "a");
        received("n-2", T0_MS + 1, "b");
        assertThat(clock.numEventTimeTimers()).isEqualTo(2);
        assertThat(stateEntries(clock)).isEqualTo(2);

        for (long hour = 0; hour <= 30; hour++) {
            clock.processWatermark(T0_MS + hour * HOUR_MS + GRACE_MS);
            assertThat(clock.numEventTimeTimers()).isEqualTo(2);
        }
        long closedAtMs = T0_MS + 31 * HOUR_MS;
        done("n-1", "a", T0_MS, closedAtMs);
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-2", closedAtMs, null)));
        out(clock);

        clock.processWatermark(closedAtMs + 7 * DAY_MS - 1);
        assertThat(clock.numEventTimeTimers()).isEqualTo(2);
        clock.processWatermark(closedAtMs + 7 * DAY_MS);
        assertThat(clock.numEventTimeTimers()).isZero();
        assertThat(stateEntries(clock)).isZero();
        assertThat(out(clock)).isEmpty();
    }

    @Test
    void theMaximumOfTheListLeavesTimeToTheNotices() throws Exception {
        received("n-1", T0_MS, "a");
        assertThat(out(clock)).isEmpty();
        clock.processWatermark(T0_MS + 2 * HOUR_MS - 1);
        assertThat(levels()).containsExactly("E0");
        clock.processWatermark(T0_MS + 2 * HOUR_MS);
        assertThat(levels()).containsExactly("E1");
    }

    @Test
    void aJumpOverDueFiresOnceAndWritesOneBreach() throws Exception {
        received("n-1", T0_MS, "a");
        clock.processWatermark(DUE_MS + GRACE_MS);
        List<EscalationAlert> alerts = out(clock);
        assertThat(alerts).extracting(EscalationAlert::level).containsExactly("E8");
        assertThat(alerts.get(0).skippedLevels()).hasSize(8);
        assertThat(side(clock, NoticeClock.BREACHES)).hasSize(1);

        done("n-1", "a", DUE_MS - 1, DUE_MS + HOUR_MS);
        assertThat(side(clock, NoticeClock.CORRECTIONS)).allMatch(c -> c.cleared()).hasSize(1);
        assertThat(side(clock, NoticeClock.RESOLVED))
                .extracting(r -> r.outcome())
                .containsExactly(NoticeState.CLEARED);
        clock.processWatermark(DUE_MS + 5 * HOUR_MS);
        assertThat(out(clock)).isEmpty();
        assertThat(side(clock, NoticeClock.BREACHES)).isEmpty();
    }

    @Test
    void afterARestoreEventsAreJudgedByTheirOwnTime() throws Exception {
        received("n-1", T0_MS, "a");
        received("n-2", T0_MS, "b");
        clock.processWatermark(T0_MS + 13 * HOUR_MS);
        out(clock);
        restore();

        done("n-1", "a", T0_MS + 14 * HOUR_MS, T0_MS + 15 * HOUR_MS);
        NoticeStatus status = side(clock, NoticeClock.STATUS).get(0);
        assertThat(status.state()).isEqualTo(NoticeState.ACTIONED);
        assertThat(status.asOf()).isEqualTo(T0_MS + 15 * HOUR_MS);
        assertThat(out(clock)).isEmpty();

        clock.processBroadcastWatermark(Long.MAX_VALUE);
        clock.processWatermark(T0_MS + 19 * HOUR_MS);
        List<EscalationAlert> alerts = out(clock);
        assertThat(alerts).extracting(EscalationAlert::alertKey).containsExactly("n-2/1/E3");
        assertThat(alerts.get(0).catchUp()).isFalse();
        assertThat(clock.numEventTimeTimers()).isEqualTo(2);
    }

    @Test
    void aRescaledClockFiresEachNoticeOnceOnOneTask() throws Exception {
        for (int i = 0; i < 50; i++) {
            received("n-" + i, T0_MS, "a");
        }
        OperatorSubtaskState all = clock.snapshot(1, 1);
        int fired = 0;
        for (int task = 0; task < 3; task++) {
            OperatorSubtaskState part =
                    KeyedBroadcastOperatorTestHarness.repartitionOperatorState(
                            all, KeyGroups.MAX_PARALLELISM, 1, 3, task);
            try (var scaled =
                    TestingOperators.broadcast(
                            new NoticeClock(GRACE_MS),
                            NoticeInput::noticeId,
                            Types.STRING,
                            3,
                            task,
                            part)) {
                scaled.watermark(T0_MS);
                List<EscalationAlert> alerts = out(scaled);
                assertThat(alerts).allMatch(a -> a.level().equals("E0")).hasSizeBetween(1, 49);
                fired += alerts.size();
            }
        }
        assertThat(fired).isEqualTo(50);
    }

    @Test
    void itemsThatWereDoneBeforeTheNoticeCameClose() throws Exception {
        done("n-1", "a", T0_MS + HOUR_MS, T0_MS + HOUR_MS);
        done("n-1", "a", T0_MS + 2 * HOUR_MS, T0_MS + 2 * HOUR_MS);
        received("n-1", T0_MS, "a", "b");
        assertThat(side(clock, NoticeClock.STATUS))
                .extracting(NoticeStatus::state)
                .containsExactly(NoticeState.VALID, NoticeState.PARTIAL);
        done("n-1", "b", T0_MS, T0_MS);
        assertThat(side(clock, NoticeClock.RESOLVED).get(0).stoppedAt()).isEqualTo(T0_MS + HOUR_MS);
        assertThat(stateEntries(clock)).isEqualTo(1);
    }

    @Test
    void repeatsChangeNothingAndAnEarlierStampMovesTheTimer() throws Exception {
        received("n-1", T0_MS, "a");
        received("n-1", T0_MS, "a");
        received("n-1", T0_MS + 5, "a");
        assertThat(side(clock, NoticeClock.STATUS)).hasSize(1);
        received("n-1", T0_MS - HOUR_MS, "a");
        assertThat(clock.numEventTimeTimers()).isEqualTo(1);
        clock.processWatermark(T0_MS + HOUR_MS);
        assertThat(levels()).containsExactly("E1");
    }

    @Test
    void anAcknowledgementDoesNotHoldTheNextLevel() throws Exception {
        received("n-1", T0_MS, "a");
        clock.processWatermark(T0_MS);
        send(
                NoticeInput.acknowledged(
                        new AlertAcknowledged("n-1", "n-1/1/E0", "wang", T0_MS, null)));
        clock.processWatermark(T0_MS + 2 * HOUR_MS);
        assertThat(levels()).containsExactly("E0", "E1");
    }

    @Test
    void theStatusNamesTheListedWorks() throws Exception {
        clock.processBroadcastElement(
                ListInput.entry(TestingRights.entry(ListClass.STAYDOWN)), T0_MS);
        received("n-1", T0_MS, "a");
        assertThat(side(clock, NoticeClock.STATUS).get(0).listedWorks()).containsExactly("work-1");
    }

    @Test
    void aPureFailureOnAnEventIsADeadLetter() throws Exception {
        NoticeInput broken =
                new NoticeInput(
                        NoticeInput.Kind.RECEIVED,
                        "n-1",
                        null,
                        T0_MS,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        send(broken);
        assertThat(dead(clock)).extracting(d -> d.reason()).containsExactly("PURE_FAILURE");
        received("n-1", T0_MS, "a");
        clock.processWatermark(T0_MS);
        assertThat(levels()).containsExactly("E0");
    }

    @Test
    void aPureFailureOnATimerIsADeadLetter() throws Exception {
        received("n-1", T0_MS, "a");
        received("n-2", T0_MS, "a");
        plantUnknownLevel("n-1");
        clock.processWatermark(T0_MS);
        assertThat(dead(clock))
                .extracting(d -> d.deadLetterId())
                .containsExactly("notice-clock/n-1/" + T0_MS);
        assertThat(out(clock)).extracting(EscalationAlert::noticeId).containsExactly("n-2");
    }

    private void plantUnknownLevel(String noticeId) throws Exception {
        KeyedStateBackend<String> backend = clock.getOperator().getKeyedStateBackend();
        backend.setCurrentKey(noticeId);
        ValueState<NoticeCase> state =
                backend.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(StateName.NOTICE_CASE, NoticeCase.class));
        NoticeCase known = state.value();
        state.update(known.fired(List.of("E99"), known.nextAt()));
    }

    private List<String> levels() {
        return out(clock).stream().map(EscalationAlert::level).toList();
    }

    private void received(String noticeId, long atMs, String... items) throws Exception {
        send(NoticeInput.received(notice(noticeId, atMs, items)));
    }

    private void done(String noticeId, String item, long effectiveMs, long timeMs)
            throws Exception {
        send(NoticeInput.itemDone(noticeId, item, effectiveMs, timeMs));
    }

    private void send(NoticeInput input) throws Exception {
        clock.processElement(input, input.time());
    }

    private void restore() throws Exception {
        OperatorSubtaskState snapshot = clock.snapshot(1, 1);
        clock.close();
        clock = open(snapshot);
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, NoticeInput, ListInput, EscalationAlert>
            open(OperatorSubtaskState restored) throws Exception {
        return TestingOperators.broadcast(
                new NoticeClock(GRACE_MS), NoticeInput::noticeId, Types.STRING, 1, 0, restored);
    }
}
