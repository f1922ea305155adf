package dev.vigil.flink.notifier;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.notifier.ReputationRules;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierAccount;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifiersTest {
    private static final long DAY_MS = 86_400_000;
    private static final long T0_MS = 1_800_000_000_000L;

    private KeyedOneInputStreamOperatorTestHarness<String, NotifierInput, NotifierStanding>
            notifiers;

    @BeforeEach
    void open() throws Exception {
        notifiers = open(null);
    }

    @AfterEach
    void close() throws Exception {
        notifiers.close();
    }

    @Test
    void nothingIsLeftNinetyDaysAfterTheLastEvent() throws Exception {
        for (int day = 0; day < 20; day++) {
            unfounded("a", "a-" + day, T0_MS + day * DAY_MS);
            received("b", "b-" + day, T0_MS + day * DAY_MS);
            notifiers.processWatermark(T0_MS + day * DAY_MS);
        }
        outcome("b", "b-0", NoticeOutcome.FORGED, T0_MS + 20 * DAY_MS);
        assertThat(notifiers.numEventTimeTimers()).isEqualTo(2);
        assertThat(remembered("a") + remembered("b")).isEqualTo(40);

        notifiers.processWatermark(T0_MS + 99 * DAY_MS);
        assertThat(remembered("a")).isEqualTo(10);
        assertThat(notifiers.numEventTimeTimers()).isEqualTo(2);
        notifiers.processWatermark(T0_MS + 110 * DAY_MS);
        assertThat(stateEntries(notifiers)).isZero();
        assertThat(notifiers.numEventTimeTimers()).isZero();
        List<NotifierStanding> standings = out(notifiers);
        for (String notifier : List.of("a", "b")) {
            assertThat(standings)
                    .filteredOn(s -> s.notifier().equals(notifier))
                    .last()
                    .satisfies(s -> assertThat(s.plain()).isTrue());
        }
    }

    /** A busy notifier crosses midnight by its events, ahead of the watermark. */
    @Test
    void whatIsRememberedOfABusyNotifierIsClearedDayByDay() throws Exception {
        for (int day = 0; day < 300; day++) {
            received("a", "a-" + day, T0_MS + day * DAY_MS);
            notifiers.processWatermark(T0_MS + day * DAY_MS - 1_000);
            assertThat(remembered("a")).isLessThanOrEqualTo(91);
            assertThat(notifiers.numEventTimeTimers()).isEqualTo(1);
        }
    }

    @Test
    void aFloodComesToAnEndThoughNothingFollows() throws Exception {
        for (int i = 0; i < 101; i++) {
            received("a", "a-" + i, T0_MS + i);
        }
        assertThat(out(notifiers)).extracting(NotifierStanding::flooding).containsExactly(true);
        notifiers.processWatermark(T0_MS + 21 * 60_000);
        assertThat(out(notifiers))
                .singleElement()
                .satisfies(standing -> assertThat(standing.plain()).isTrue());
    }

    @Test
    void afterARestoreARepeatStillCountsOnce() throws Exception {
        unfounded("a", "a-1", T0_MS);
        unfounded("a", "a-2", T0_MS);
        restore();
        unfounded("a", "a-1", T0_MS);
        unfounded("a", "a-2", T0_MS);
        assertThat(out(notifiers)).isEmpty();
        unfounded("a", "a-3", T0_MS);
        assertThat(out(notifiers))
                .extracting(NotifierStanding::level)
                .containsExactly(StandingLevel.WATCH);
    }

    /** After a restore the watermark is its minimum: an event must not be judged by it. */
    @Test
    void theWatermarkIsNotReadOnAnEvent() throws Exception {
        List<NotifierStanding> early = attacked();
        close();
        open();
        notifiers.processWatermark(T0_MS + 80 * DAY_MS);
        assertThat(attacked()).isEqualTo(early);
    }

    private List<NotifierStanding> attacked() throws Exception {
        for (int i = 0; i < 10; i++) {
            unfounded("a", "a-" + i, T0_MS + i);
        }
        return out(notifiers);
    }

    @Test
    void whatIsErasedIsForgottenAndPublishedInThePlaceOfItsStanding() throws Exception {
        attacked();
        NotifierErased request = erase("a", T0_MS + 100);
        assertThat(out(notifiers)).containsExactly(NotifierStanding.erased(request));
        assertThat(account("a").value()).isNull();
        assertThat(remembered("a")).isZero();
        assertThat(notifiers.numEventTimeTimers()).isEqualTo(1);

        unfounded("a", "a-late", T0_MS + 99);
        outcome("a", "a-1", NoticeOutcome.FORGED, T0_MS + 100);
        assertThat(account("a").value()).as("of before it was erased").isNull();
        unfounded("a", "b-1", T0_MS + 101);
        unfounded("a", "b-2", T0_MS + 102);
        assertThat(out(notifiers)).as("two after it").isEmpty();
        unfounded("a", "b-3", T0_MS + 103);
        assertThat(out(notifiers))
                .extracting(NotifierStanding::level, NotifierStanding::unfounded)
                .containsExactly(tuple(StandingLevel.WATCH, 3));
    }

    /** As after an older savepoint, or where the topics are read from their begin. */
    @Test
    void aRepeatOfTheRequestErasesNothingThatCameSince() throws Exception {
        erase("a", T0_MS);
        for (int i = 0; i < 3; i++) {
            unfounded("a", "a-" + i, T0_MS + 1 + i);
        }
        out(notifiers);
        restore();
        erase("a", T0_MS);
        erase("a", T0_MS - 1);
        assertThat(out(notifiers)).isEmpty();
        assertThat(remembered("a")).isEqualTo(3);
        NotifierErased later = erase("a", T0_MS + 10);
        assertThat(out(notifiers)).containsExactly(NotifierStanding.erased(later));
        assertThat(remembered("a")).isZero();
    }

    @Test
    void thatANotifierWasErasedIsForgottenWithItsNotices() throws Exception {
        erase("a", T0_MS);
        erase("a", T0_MS + DAY_MS);
        received("b", "b-1", T0_MS + DAY_MS);
        assertThat(notifiers.numEventTimeTimers()).isEqualTo(2);
        notifiers.processWatermark(T0_MS + 200 * DAY_MS);
        assertThat(stateEntries(notifiers)).as("not before the last").isEqualTo(1);
        notifiers.processWatermark(T0_MS + 201 * DAY_MS);
        assertThat(stateEntries(notifiers)).isZero();
        assertThat(notifiers.numEventTimeTimers()).isZero();
    }

    private NotifierErased erase(String notifier, long atMs) throws Exception {
        NotifierErased request = new NotifierErased(notifier, "request-1", atMs);
        send(NotifierInput.erased(request));
        return request;
    }

    @Test
    void keysAreApart() throws Exception {
        for (int i = 0; i < 3; i++) {
            unfounded("a", "n-" + i, T0_MS);
            received("b", "n-" + i, T0_MS);
        }
        assertThat(out(notifiers)).extracting(NotifierStanding::notifier).containsExactly("a");
    }

    @Test
    void aPureFailureIsADeadLetterOfTheEventOrTheTimer() throws Exception {
        received("a", "n-1", T0_MS);
        NotifierAccount known = account("a").value();
        account("a").update(known.counted(T0_MS, false, null));
        received("a", "n-2", T0_MS + 1);
        received("b", "n-3", T0_MS + 1);
        notifiers.processWatermark(known.nextAt());
        assertThat(dead(notifiers))
                .extracting(d -> d.deadLetterId())
                .containsExactly("notifiers/a/" + (T0_MS + 1), "notifiers/a/" + known.nextAt());
        assertThat(stateEntries(notifiers)).as("b is over, a is stuck").isEqualTo(2);
    }

    @Test
    void theEndOfTimeIsRefused() throws Exception {
        received("a", "n-1", T0_MS);
        assertThatThrownBy(() -> notifiers.processWatermark(Long.MAX_VALUE))
                .hasStackTraceContaining("take withIdleness off the sources");
    }

    private ValueState<NotifierAccount> account(String notifier) throws Exception {
        return state(
                notifier,
                new ValueStateDescriptor<>(StateName.NOTIFIER_ACCOUNT, NotifierAccount.class));
    }

    /** A map counts as one entry of state: what is in it is counted here. */
    private int remembered(String notifier) throws Exception {
        MapState<String, NotedNotice> notices =
                state(
                        notifier,
                        new MapStateDescriptor<>(
                                StateName.NOTIFIER_NOTICES,
                                Types.STRING,
                                TypeInformation.of(NotedNotice.class)));
        int count = 0;
        for (String ignored : notices.keys()) {
            count++;
        }
        return count;
    }

    private <S extends State> S state(String notifier, StateDescriptor<S, ?> descriptor)
            throws Exception {
        KeyedStateBackend<String> backend = notifiers.getOperator().getKeyedStateBackend();
        backend.setCurrentKey(notifier);
        return backend.getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    }

    private void unfounded(String notifier, String noticeId, long atMs) throws Exception {
        received(notifier, noticeId, atMs);
        outcome(notifier, noticeId, NoticeOutcome.UNFOUNDED, atMs);
    }

    private void received(String notifier, String noticeId, long atMs) throws Exception {
        send(NotifierInput.received(noticeId, notifier, atMs, false));
    }

    private void outcome(String notifier, String noticeId, NoticeOutcome outcome, long atMs)
            throws Exception {
        send(NotifierInput.outcome(noticeId, notifier, outcome, atMs));
    }

    private void send(NotifierInput input) throws Exception {
        notifiers.processElement(input, input.at());
    }

    private void restore() throws Exception {
        OperatorSubtaskState snapshot = notifiers.snapshot(1, 1);
        notifiers.close();
        notifiers = open(snapshot);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, NotifierInput, NotifierStanding>
            open(OperatorSubtaskState restored) throws Exception {
        return TestingOperators.keyed(
                new NotifiersFunction(ReputationRules.DEFAULTS),
                NotifierInput::notifier,
                Types.STRING,
                restored);
    }
}
