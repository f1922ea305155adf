package dev.vigil.flink.notice;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.TestingOperators;
import dev.vigil.notice.ClockRules;
import dev.vigil.notice.NoticeMachine;
import dev.vigil.notice.Step;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.staydown.StayDown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A notice of thousands of items: what one of them tells costs what it changes. */
class LargeNoticeTest {
    private static final int ITEMS = 10_000;

    /** Ten milliseconds an item. */
    private static final long SPAN_MS = 100_000;

    private KeyedBroadcastOperatorTestHarness<String, NoticeInput, ListInput, EscalationAlert>
            clock;

    @BeforeEach
    void open() throws Exception {
        clock = open(null);
    }

    @AfterEach
    void close() throws Exception {
        clock.close();
    }

    @Test
    void tenThousandConfirmationsAreAStepForEachThousand() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS - 1; item++) {
            done(item, T0_MS + 1_000 + item);
        }
        assertThat(side(clock, NoticeClockFunction.STATUS)).hasSize(9);
        clock.processWatermark(T0_MS + 1_000 + ITEMS + SPAN_MS);
        NoticeStatus one = side(clock, NoticeClockFunction.STATUS).get(0);
        assertThat(one.itemsOpen()).containsExactly(id(ITEMS - 1));
        assertThat(one.itemsDone()).hasSize(100);
        assertThat(one.moreItemsDone()).isEqualTo(ITEMS - 1 - 100);
        assertThat(one.state()).isEqualTo(NoticeState.PARTIAL);

        done(ITEMS - 1, T0_MS + 200_000);
        clock.processWatermark(T0_MS + 200_000);
        assertThat(side(clock, NoticeClockFunction.RESOLVED))
                .extracting(EscalationResolved::outcome)
                .containsExactly(NoticeState.ACTIONED);
        assertThat(side(clock, NoticeClockFunction.STATUS)).hasSize(2);
        assertThat(dead(clock)).isEmpty();
    }

    @Test
    void theLastProofWaitsForNothingButTheWatermark() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        clock.processWatermark(T0_MS + 1_000);
        assertThat(side(clock, NoticeClockFunction.RESOLVED)).hasSize(1);
    }

    @Test
    void aLevelThatFallsDueKnowsWhatHasWaited() throws Exception {
        receivedLarge();
        long e2Ms = T0_MS + 12 * HOUR_MS;
        for (int item = 0; item < ITEMS - 2; item++) {
            done(item, e2Ms - 1);
        }
        clock.processWatermark(e2Ms);
        assertThat(out(clock))
                .filteredOn(alert -> alert.level().equals("E2"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.itemsOpen()).hasSize(2));
    }

    @Test
    void contentThatIsBackIsHeardOfAtTheNextWatermark() throws Exception {
        receivedLarge();
        done(7, T0_MS + 1_000);
        news(ItemNews.Kind.BACK, 7, T0_MS + 2_000);
        clock.processWatermark(T0_MS + 2_000);
        assertThat(out(clock)).extracting(EscalationAlert::alertKey).contains("n-1/2/E0");
    }

    /** The proof is behind it in the log: taken with the watermark before, it would be a breach. */
    @Test
    void contentThatIsBackIsNotOvertakenByAWatermarkThatWasUnderWay() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        clock.processWatermark(T0_MS + 1_000);
        out(clock);
        side(clock, NoticeClockFunction.RESOLVED);
        long nowMs = T0_MS + 3 * DAY_MS;
        clock.processWatermark(nowMs - 1);
        behind(nowMs, ItemNews.Kind.BACK, T0_MS + HOUR_MS);
        clock.processWatermark(nowMs);
        behind(nowMs, ItemNews.Kind.DONE, T0_MS + 2 * HOUR_MS);
        clock.processWatermark(nowMs + 1);
        assertThat(out(clock)).isEmpty();
        assertThat(side(clock, NoticeClockFunction.BREACHES)).isEmpty();
        assertThat(side(clock, NoticeClockFunction.RESOLVED))
                .extracting(EscalationResolved::alertKey)
                .containsExactly("n-1/2/resolved");
    }

    /** Of one item, read behind a watermark that has not come here yet. */
    private void behind(long reachedMs, ItemNews.Kind kind, long atMs) throws Exception {
        clock.processElement(
                NoticeInput.news("n-1", new ItemNews(kind, id(7), atMs, null), atMs), reachedMs);
    }

    @Test
    void aRecordOfAnotherKindFindsTheNewsBeforeIt() throws Exception {
        receivedLarge();
        done(7, T0_MS + 1_000);
        news(ItemNews.Kind.DONE, ITEMS + 5, T0_MS + 1_000);
        assertThat(side(clock, NoticeClockFunction.STATUS)).isEmpty();
        String later = id(ITEMS + 5);
        send(NoticeInput.supplemented(joining("n-1", T0_MS + 2_000, later)));
        NoticeStatus status = side(clock, NoticeClockFunction.STATUS).get(2);
        assertThat(status.itemsDone()).containsExactly(id(7), later);
        assertThat(status.clocks()).isEqualTo(2);
        assertThat(status.itemsJoined()).isEqualTo(1);
    }

    @Test
    void linksAreGatheredToo() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS; item++) {
            send(
                    NoticeInput.linked(
                            new NoticeLink(
                                    LinkKind.DUPLICATE,
                                    "n-1",
                                    id(item),
                                    "n-0",
                                    T0_MS - 1,
                                    "x",
                                    null),
                            T0_MS + 1_000));
        }
        assertThat(side(clock, NoticeClockFunction.STATUS)).hasSize(10);
        clock.processWatermark(T0_MS + 1_000);
        assertThat(side(clock, NoticeClockFunction.STATUS))
                .last()
                .satisfies(last -> assertThat(last.state()).isEqualTo(NoticeState.DUPLICATE));
    }

    /** One for each level of each run: it is counted ahead of whatever needs it. */
    @Test
    void whatIsReadBackIsGatheredToo() throws Exception {
        receivedLarge();
        send(NoticeInput.adopted("n-1", new Adopted(1, "E2", T0_MS + 1_000)));
        assertThat(side(clock, NoticeClockFunction.STATUS)).isEmpty();
        clock.processWatermark(T0_MS + 1_000 + SPAN_MS);
        assertThat(side(clock, NoticeClockFunction.STATUS))
                .singleElement()
                .satisfies(status -> assertThat(status.lastLevel()).isEqualTo("E2"));
        long e4Ms = T0_MS + 20 * HOUR_MS;
        send(NoticeInput.adopted("n-1", new Adopted(1, "E4", e4Ms)));
        clock.processWatermark(e4Ms);
        assertThat(out(clock)).as("it is on the topic").isEmpty();
    }

    @Test
    void whatWaitsIsInTheCheckpoint() throws Exception {
        receivedLarge();
        done(7, T0_MS + 1_000);
        OperatorSubtaskState snapshot = clock.snapshot(1, 1);
        clock.close();
        clock = open(snapshot);
        clock.processWatermark(T0_MS + 1_000 + SPAN_MS);
        assertThat(side(clock, NoticeClockFunction.STATUS))
                .singleElement()
                .satisfies(status -> assertThat(status.itemsDone()).containsExactly(id(7)));
    }

    /** One end, whatever is killed in between; each item is asked to stay down, some at a time. */
    @Test
    void theItemsOfAnUpheldNoticeAreAskedToStayDownAThousandAtAStretch() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        clock.processWatermark(T0_MS + 1_000);
        assertThat(side(clock, NoticeClockFunction.RESOLVED)).hasSize(1);
        Set<String> asked = new HashSet<>();
        OperatorSubtaskState snapshot = null;
        for (int step = 1; step <= 10; step++) {
            List<StayDown> last = List.copyOf(side(clock, NoticeClockFunction.STAY_DOWNS));
            if (step == 5) {
                clock.close();
                clock = open(snapshot);
                clock.processWatermark(T0_MS + 1_000 + step - 1);
                assertThat(List.copyOf(side(clock, NoticeClockFunction.STAY_DOWNS)))
                        .as("asked again, the same")
                        .isEqualTo(last);
            }
            assertThat(last)
                    .hasSize(1_000)
                    .allMatch(request -> request.down() && request.at() == T0_MS + 1_000);
            last.forEach(request -> asked.add(request.itemId()));
            snapshot = clock.snapshot(step, step);
            clock.processWatermark(T0_MS + 1_000 + step);
        }
        assertThat(asked).hasSize(ITEMS);
        clock.processWatermark(T0_MS + DAY_MS);
        assertThat(side(clock, NoticeClockFunction.STAY_DOWNS)).isEmpty();
        assertThat(side(clock, NoticeClockFunction.RESOLVED)).isEmpty();
    }

    /** Its end is on the topic, and is read back ahead of the timer; the requests are not. */
    @Test
    void aKillAheadOfTheCheckpointForgetsNoItemThatIsToStayDown() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        OperatorSubtaskState snapshot = clock.snapshot(1, 1);
        clock.processWatermark(T0_MS + 1_000);
        assertThat(side(clock, NoticeClockFunction.RESOLVED)).hasSize(1);
        clock.close();
        clock = open(snapshot);
        send(NoticeInput.adopted("n-1", new Adopted(1, "resolved", T0_MS + 1_000)));
        Set<String> asked = new HashSet<>();
        for (int step = 0; step <= 10; step++) {
            clock.processWatermark(T0_MS + 1_000 + step);
            side(clock, NoticeClockFunction.STAY_DOWNS)
                    .forEach(request -> asked.add(request.itemId()));
        }
        assertThat(asked).hasSize(ITEMS);
        assertThat(side(clock, NoticeClockFunction.OUTCOMES)).hasSize(1);
        assertThat(side(clock, NoticeClockFunction.RESOLVED)).isEmpty();
    }

    /** The request to stay down writes the case, and must not forget what is gathered beside it. */
    @Test
    void newsThatWaitAreNotForgottenWhenItemsAreAskedToStayDown() throws Exception {
        receivedLarge();
        send(NoticeInput.supplemented(joining("n-1", T0_MS + 500, "x", "y", "z")));
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        clock.processWatermark(T0_MS + 1_000);
        assertThat(side(clock, NoticeClockFunction.RESOLVED)).hasSize(1);
        assertThat(side(clock, NoticeClockFunction.STATUS)).isNotEmpty();
        send(
                NoticeInput.news(
                        "n-1",
                        new ItemNews(ItemNews.Kind.DONE, "x", T0_MS + 1_000, null),
                        T0_MS + 1_000));
        clock.processWatermark(T0_MS + 1_001);
        clock.processWatermark(T0_MS + 1_000 + 2 * SPAN_MS);
        assertThat(side(clock, NoticeClockFunction.STATUS))
                .last()
                .satisfies(last -> assertThat(last.itemsOpen()).containsExactly("y", "z"));
    }

    @Test
    void timeThatJumpsBeyondTheKeepForgetsNoItemThatIsToStayDown() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        clock.processWatermark(T0_MS + 1_000);
        int asked = side(clock, NoticeClockFunction.STAY_DOWNS).size();
        for (int step = 0; step < 20; step++) {
            clock.processWatermark(T0_MS + 100 * DAY_MS + step);
            asked += side(clock, NoticeClockFunction.STAY_DOWNS).size();
        }
        assertThat(asked).isEqualTo(ITEMS);
        clock.processWatermark(T0_MS + 100 * DAY_MS + MINUTE_MS);
        assertThat(stateEntries(clock)).isZero();
        assertThat(clock.numEventTimeTimers()).isZero();
    }

    @Test
    void aRequestToStayDownThatFailedIsMadeAgainAfterAMinute() throws Exception {
        failing(1);
        receivedLarge();
        doneAll();
        assertThat(side(clock, NoticeClockFunction.STAY_DOWNS)).hasSize(1_000);
        long failedMs = T0_MS + 1_001;
        clock.processWatermark(failedMs);
        assertThat(dead(clock)).hasSize(1);
        clock.processWatermark(failedMs + MINUTE_MS - 1);
        assertThat(side(clock, NoticeClockFunction.STAY_DOWNS)).isEmpty();
        int asked = 1_000;
        for (int step = 0; step < 10; step++) {
            clock.processWatermark(failedMs + MINUTE_MS + step);
            asked += side(clock, NoticeClockFunction.STAY_DOWNS).size();
        }
        assertThat(asked).isEqualTo(ITEMS);
        assertThat(dead(clock)).isEmpty();
    }

    /** It must not be forgotten, nor fail with each watermark. */
    @Test
    void aRequestToStayDownThatFailsBehindTheEndOfACaseIsMadeOnceAMinute() throws Exception {
        failing(3);
        receivedLarge();
        doneAll();
        int asked = side(clock, NoticeClockFunction.STAY_DOWNS).size();
        long overMs = T0_MS + 100 * DAY_MS;
        for (int minute = 0; minute < 3; minute++) {
            for (int step = 0; step < 10; step++) {
                clock.processWatermark(overMs + minute * MINUTE_MS + step);
            }
            assertThat(dead(clock)).hasSize(1);
        }
        for (int step = 0; step < 10; step++) {
            clock.processWatermark(overMs + 3 * MINUTE_MS + step);
            asked += side(clock, NoticeClockFunction.STAY_DOWNS).size();
        }
        assertThat(asked).isEqualTo(ITEMS);
        clock.processWatermark(overMs + 5 * MINUTE_MS);
        assertThat(stateEntries(clock)).isZero();
        assertThat(clock.numEventTimeTimers()).isZero();
    }

    /** Its first requests to stay down, behind those of the end itself, fail. */
    private void failing(int times) throws Exception {
        clock.close();
        clock =
                open(
                        new NoticeClockFunction(
                                ClockRules.DEFAULTS,
                                ClockInbox.Gathering.DEFAULT,
                                rules -> new Failing(rules, times)),
                        null);
    }

    private static final class Failing extends NoticeMachine {
        private int times;

        private Failing(ClockRules rules, int times) {
            super(rules);
            this.times = times;
        }

        @Override
        public Step keepDown(NoticeCase known) {
            if (times-- > 0) {
                throw new IllegalStateException("planted");
            }
            return super.keepDown(known);
        }
    }

    private void doneAll() throws Exception {
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        clock.processWatermark(T0_MS + 1_000);
    }

    @Test
    void nothingIsLeftOfItInTheEnd() throws Exception {
        receivedLarge();
        for (int item = 0; item < ITEMS; item++) {
            done(item, T0_MS + 1_000);
        }
        for (int step = 0; step < 10; step++) {
            clock.processWatermark(T0_MS + 1_000 + step);
        }
        clock.processWatermark(T0_MS + 61 * DAY_MS);
        assertThat(stateEntries(clock)).isZero();
        assertThat(clock.numEventTimeTimers()).isZero();
    }

    private void receivedLarge() throws Exception {
        String[] items =
                IntStream.range(0, ITEMS).mapToObj(LargeNoticeTest::id).toArray(String[]::new);
        send(NoticeInput.received(complete("n-1", T0_MS, items)));
        clock.processWatermark(T0_MS);
        out(clock);
        assertThat(List.copyOf(side(clock, NoticeClockFunction.STATUS))).isNotEmpty();
    }

    private static String id(int item) {
        return String.format("item-%05d", item);
    }

    private void done(int item, long atMs) throws Exception {
        news(ItemNews.Kind.DONE, item, atMs);
    }

    private void news(ItemNews.Kind kind, int item, long atMs) throws Exception {
        send(NoticeInput.news("n-1", new ItemNews(kind, id(item), atMs, null), atMs));
    }

    private void send(NoticeInput input) throws Exception {
        clock.processElement(new StreamRecord<>(input));
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, NoticeInput, ListInput, EscalationAlert>
            open(OperatorSubtaskState restored) throws Exception {
        return open(new NoticeClockFunction(ClockRules.DEFAULTS), restored);
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, NoticeInput, ListInput, EscalationAlert>
            open(NoticeClockFunction function, OperatorSubtaskState restored) throws Exception {
        var clock =
                TestingOperators.broadcast(
                        function, NoticeInput::noticeId, Types.STRING, 1, 0, restored);
        clock.processBroadcastWatermark(Long.MAX_VALUE);
        return clock;
    }
}
