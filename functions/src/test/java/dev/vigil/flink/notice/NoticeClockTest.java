package dev.vigil.flink.notice;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.incomplete;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.notice.ClockRules;
import dev.vigil.notifier.Reputation;
import dev.vigil.notifier.ReputationRules;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.notifier.NotedNotice;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.notifier.NotifierAccount;
import dev.vigil.schema.notifier.NotifierDay;
import dev.vigil.schema.notifier.NotifierInput;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
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
        for (long hour = 0; hour <= 30; hour++) {
            clock.processWatermark(T0_MS + hour * HOUR_MS + GRACE_MS);
            assertThat(clock.numEventTimeTimers()).isEqualTo(2);
        }
        long closedAtMs = T0_MS + 31 * HOUR_MS;
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", closedAtMs, null)));
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-2", closedAtMs, null)));
        clock.processWatermark(closedAtMs);
        adopted("n-1", 1, "breach", DUE_MS);
        adopted("n-2", 1, "breach", DUE_MS);
        out(clock);
        clock.processWatermark(closedAtMs + 7 * DAY_MS - 1);
        assertThat(stateEntries(clock)).isEqualTo(2);
        clock.processWatermark(closedAtMs + 7 * DAY_MS);
        assertThat(clock.numEventTimeTimers()).isZero();
        assertThat(stateEntries(clock)).isZero();
        assertThat(out(clock)).isEmpty();
    }

    @Test
    void nothingIsPublishedBeforeTheWatermarkComes() throws Exception {
        received("n-1", T0_MS - 3 * DAY_MS, "a");
        assertThat(out(clock)).isEmpty();
        clock.processWatermark(T0_MS);
        assertThat(levels()).hasSize(1);
        assertThat(side(clock, NoticeClockFunction.BREACHES)).hasSize(1);
    }

    @Test
    void whatTheTopicHoldsIsNotPublishedAgain() throws Exception {
        adopted("n-1", 1, "E2", T0_MS + 12 * HOUR_MS);
        adopted("n-1", 1, "E0", T0_MS);
        received("n-1", T0_MS, "a");
        clock.processWatermark(T0_MS + 13 * HOUR_MS);
        assertThat(out(clock)).isEmpty();
        clock.processWatermark(T0_MS + 18 * HOUR_MS);
        assertThat(levels()).containsExactly("E3");
    }

    @Test
    void afterARestoreEventsAreJudgedByTheirOwnTime() throws Exception {
        received("n-1", T0_MS, "a");
        received("n-2", T0_MS, "b");
        clock.processWatermark(T0_MS + 13 * HOUR_MS);
        out(clock);
        OperatorSubtaskState snapshot = clock.snapshot(1, 1);
        clock.close();
        clock = open(snapshot);
        done("n-1", "a", T0_MS + 14 * HOUR_MS, T0_MS + 15 * HOUR_MS);
        NoticeStatus status = side(clock, NoticeClockFunction.STATUS).get(0);
        assertThat(status.asOf()).isEqualTo(T0_MS + 15 * HOUR_MS);
        clock.processWatermark(T0_MS + 19 * HOUR_MS);
        assertThat(out(clock)).extracting(a -> a.alertKey()).containsExactly("n-2/1/E3");
        assertThat(side(clock, NoticeClockFunction.RESOLVED))
                .extracting(r -> r.outcome())
                .containsExactly(NoticeState.ACTIONED);
    }

    @Test
    void recordsThatComeBeforeTheirNoticeWaitForIt() throws Exception {
        done("n-1", "a", T0_MS + HOUR_MS, T0_MS + HOUR_MS);
        send(NoticeInput.triaged(triage("n-1", TriageOutcome.ACCEPTED, T0_MS + MINUTE_MS)));
        received("n-1", T0_MS, "a", "b");
        assertThat(side(clock, NoticeClockFunction.STATUS))
                .extracting(NoticeStatus::state)
                .containsExactly(NoticeState.VALID, NoticeState.PARTIAL);
        clock.processWatermark(T0_MS + 3 * DAY_MS);
        assertThat(dead(clock)).isEmpty();
    }

    /** What waits since before the start was read first. */
    @Test
    void whatWaitedBeforeAStartIsTakenAheadOfWhatCameBehindIt() throws Exception {
        send(NoticeInput.triaged(incomplete("n-1", T0_MS + MINUTE_MS, Element.EVIDENCE)));
        OperatorSubtaskState snapshot = clock.snapshot(1, 1);
        clock.close();
        clock = starting(snapshot);
        send(NoticeInput.triaged(triage("n-1", TriageOutcome.ACCEPTED, T0_MS + MINUTE_MS)));
        received("n-1", T0_MS, "a");
        clock.processWatermark(T0_MS + HOUR_MS);
        assertThat(status().state()).isEqualTo(NoticeState.VALID);
    }

    @Test
    void recordsWhoseNoticeNeverComesAreDeadLettersAfterADay() throws Exception {
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS, null)));
        done("n-1", "a", T0_MS, T0_MS);
        adopted("n-1", 1, "E0", T0_MS);
        clock.processWatermark(DUE_MS - 1);
        assertThat(dead(clock)).isEmpty();
        clock.processWatermark(DUE_MS);
        assertThat(dead(clock)).extracting(DeadLetter::reason).containsExactly("UNKNOWN_NOTICE");
        assertThat(stateEntries(clock)).isZero();
        assertThat(clock.numEventTimeTimers()).isZero();
    }

    /** Two ways lead to the clock: by its item, proof may be ahead of the notice. */
    @Test
    void proofThatIsReadAheadOfANoticeThatWasFiledLateIsNotLost() throws Exception {
        long readMs = T0_MS + 2 * DAY_MS;
        clock.processWatermark(readMs);
        done("n-1", "a", T0_MS + HOUR_MS, T0_MS);
        clock.processWatermark(readMs + MINUTE_MS);
        received("n-1", T0_MS, "a");
        clock.processWatermark(readMs + HOUR_MS);
        assertThat(side(clock, NoticeClockFunction.BREACHES)).isEmpty();
        assertThat(status().itemsDone()).containsExactly("a");
    }

    /** The planted fault: a timer from before it drops what has just been read. */
    @Test
    void aRecordThatIsReadLateWaitsADayAndWhatWaitedBeforeItDoesToo() throws Exception {
        long readMs = T0_MS + DAY_MS - MINUTE_MS;
        clock.processWatermark(T0_MS);
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS, null)));
        clock.processWatermark(readMs);
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS - 2 * HOUR_MS, null)));
        clock.processWatermark(readMs + DAY_MS - 1);
        assertThat(dead(clock)).isEmpty();
        clock.processWatermark(readMs + DAY_MS);
        assertThat(dead(clock)).hasSize(2);
        assertThat(stateEntries(clock)).isZero();
        assertThat(clock.numEventTimeTimers()).isZero();
    }

    /** What a notice did not name waits on, for a later one to name it. */
    @Test
    void whatIsReadLateOutlivesANoticeThatDoesNotNameIt() throws Exception {
        long readMs = T0_MS + 2 * DAY_MS;
        clock.processWatermark(readMs);
        done("n-1", "b", T0_MS + HOUR_MS, T0_MS);
        received("n-1", T0_MS, "a");
        clock.processWatermark(readMs + MINUTE_MS);
        send(NoticeInput.supplemented(joining("n-1", T0_MS + 2 * HOUR_MS, "b")));
        assertThat(status().itemsDone()).containsExactly("b");
    }

    @Test
    void ofRecordsWithoutTheirNoticeTheOlderIsNotHeldUpByTheFirstToArrive() throws Exception {
        send(NoticeInput.triaged(triage("n-1", TriageOutcome.ACCEPTED, T0_MS + 2 * HOUR_MS)));
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS, null)));
        clock.processWatermark(DUE_MS);
        assertThat(dead(clock)).hasSize(1);
        assertThat(clock.numEventTimeTimers()).as("that of the other").isEqualTo(1);
        clock.processWatermark(DUE_MS + 2 * HOUR_MS);
        assertThat(dead(clock)).hasSize(1);
        assertThat(stateEntries(clock)).isZero();
    }

    @Test
    void everyRecordWithoutItsNoticeWaitsADayOfItsOwn() throws Exception {
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS, null)));
        send(NoticeInput.triaged(triage("n-1", TriageOutcome.ACCEPTED, T0_MS + 21 * HOUR_MS)));
        clock.processWatermark(DUE_MS);
        assertThat(dead(clock)).hasSize(1);
        received("n-1", T0_MS + 20 * HOUR_MS, "a");
        assertThat(side(clock, NoticeClockFunction.STATUS)).hasSize(2);
        clock.processWatermark(DUE_MS + 20 * HOUR_MS);
        assertThat(dead(clock)).isEmpty();
    }

    @Test
    void aRefusalIsBoundedHoweverMuchItWouldQuote() throws Exception {
        String[] items =
                IntStream.range(0, 10_000).mapToObj(i -> "item-" + i).toArray(String[]::new);
        received("n-1", T0_MS, items);
        List<String> others = Arrays.stream(items).map(item -> "other-" + item).toList();
        send(NoticeInput.countered(new CounterNotice("n-1", T0_MS, others, null, null)));
        assertThat(dead(clock))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(letter.message())
                                        .contains("other-item-0")
                                        .hasSizeLessThan(3_000));
    }

    @Test
    void whatIsNoLevelIsRefusedWhenItIsReadAndStopsNoClock() throws Exception {
        adopted("n-1", 1, "E4/of-a-stranger", T0_MS);
        received("n-1", T0_MS, "a");
        adopted("n-1", 1, "E99", T0_MS);
        assertThat(dead(clock))
                .hasSize(2)
                .allMatch(letter -> letter.message().contains("E0 to E8"));
        clock.processWatermark(T0_MS);
        assertThat(levels()).containsExactly("E0");
    }

    @Test
    void whatIsRefusedIsADeadLetterWithItsReason() throws Exception {
        received("n-1", T0_MS, "a");
        send(NoticeInput.held(new NoticeHeld("n-1", T0_MS, false, "doc-7", null)));
        assertThat(dead(clock))
                .extracting(DeadLetter::reason, DeadLetter::key)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("NOTICE_REFUSED", "n-1"));
    }

    @Test
    void theListSpeedsANoticeUp() throws Exception {
        clock.processBroadcastElement(
                ListInput.entry(TestingRights.entry(ListClass.IN_SCREENING), 0), T0_MS);
        long noonMs = TestingRights.NOON_MS;
        received("n-1", noonMs, "a");
        NoticeStatus status = side(clock, NoticeClockFunction.STATUS).get(0);
        assertThat(status.listedWorks()).containsExactly("work-1");
        assertThat(status.dueAt()).isEqualTo(noonMs + 2 * HOUR_MS);
    }

    @Test
    void aPureFailureInATimerIsADeadLetterAndTriedAgain() throws Exception {
        received("n-1", T0_MS, "a");
        received("n-2", T0_MS, "a");
        NoticeCase whole = swap("n-1", null);
        clock.processWatermark(T0_MS);
        assertThat(dead(clock))
                .extracting(DeadLetter::deadLetterId)
                .containsExactly("notice-clock/n-1/" + T0_MS);
        assertThat(out(clock)).extracting(EscalationAlert::noticeId).containsExactly("n-2");
        swap("n-1", whole);
        clock.processWatermark(T0_MS + MINUTE_MS);
        assertThat(out(clock)).extracting(EscalationAlert::alertKey).containsExactly("n-1/1/E0");
    }

    /** Takes the intake out of a case, or puts another case there; returns what was before. */
    private NoticeCase swap(String noticeId, NoticeCase other) throws Exception {
        KeyedStateBackend<String> backend = clock.getOperator().getKeyedStateBackend();
        backend.setCurrentKey(noticeId);
        ValueState<NoticeCase> state =
                backend.getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(StateName.NOTICE_CASE, NoticeCase.class));
        NoticeCase known = state.value();
        NoticeCase broken = known.withIntake(null);
        state.update(other == null ? broken : other.withNextAt(known.nextAt()));
        return known;
    }

    @Test
    void proofOfAnItemThatIsReadBeforeTheItemJoinsIsNotLost() throws Exception {
        received("n-1", T0_MS, "a");
        long joinedMs = T0_MS + HOUR_MS;
        done("n-1", "b", joinedMs + HOUR_MS, joinedMs + 2 * HOUR_MS);
        OperatorSubtaskState snapshot = clock.snapshot(1, 1);
        clock.close();
        clock = open(snapshot);
        send(NoticeInput.supplemented(joining("n-1", joinedMs, "b")));
        assertThat(status().itemsDone()).containsExactly("b");
        clock.processWatermark(joinedMs + 3 * HOUR_MS);
        assertThat(side(clock, NoticeClockFunction.RESOLVED))
                .extracting(EscalationResolved::alertKey)
                .containsExactly("n-1/2/resolved");
    }

    @Test
    void proofThatIsReadBeforeTheNoticeAndTheSupplementIsNotLost() throws Exception {
        done("n-1", "b", T0_MS + 2 * HOUR_MS, T0_MS);
        send(NoticeInput.supplemented(joining("n-1", T0_MS + HOUR_MS, "b")));
        received("n-1", T0_MS, "a");
        assertThat(status().itemsDone()).containsExactly("b");
    }

    @Test
    void newsOfAnItemThatTheNoticeNeverTakesIsDroppedAfterADay() throws Exception {
        received("n-1", T0_MS, "a");
        done("n-1", "elsewhere", T0_MS, T0_MS + HOUR_MS);
        assertThat(stateEntries(clock)).as("the case, the news, how many").isEqualTo(3);
        clock.processWatermark(T0_MS + HOUR_MS + DAY_MS);
        assertThat(stateEntries(clock)).isEqualTo(1);
        assertThat(dead(clock)).isEmpty();
    }

    @Test
    void newsThatStillWaitsGoesWithTheNotice() throws Exception {
        received("n-1", T0_MS, "a");
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS + HOUR_MS, null)));
        clock.processWatermark(T0_MS + HOUR_MS);
        done("n-1", "elsewhere", T0_MS, T0_MS + 7 * DAY_MS);
        clock.processWatermark(T0_MS + HOUR_MS + 7 * DAY_MS);
        assertThat(stateEntries(clock)).isZero();
    }

    @Test
    void newsOfAnItemIsTakenInTheOrderInWhichTheItemToldIt() throws Exception {
        received("n-1", T0_MS, "a");
        long joinedMs = T0_MS + 20 * HOUR_MS;
        // Read late: the item has told what was proved to the one who joins, then that it is over.
        done("n-1", "b", T0_MS + 8 * HOUR_MS, joinedMs);
        back("n-1", "b", T0_MS + 9 * HOUR_MS);
        send(NoticeInput.supplemented(joining("n-1", joinedMs, "b")));
        assertThat(status().itemsOpen()).containsExactly("a", "b");
    }

    @Test
    void newsBehindTheRecordThatNamesItsItemDoesNotOvertakeWhatWaitsForThatRecord()
            throws Exception {
        long joinedMs = T0_MS + HOUR_MS;
        done("n-1", "b", T0_MS, joinedMs);
        send(NoticeInput.supplemented(joining("n-1", joinedMs, "b")));
        back("n-1", "b", joinedMs + HOUR_MS);
        received("n-1", T0_MS, "a");
        assertThat(status().itemsOpen()).containsExactly("a", "b");
    }

    @Test
    void newsWhoseTimeIsUpWithATimerOfTheClockIsDroppedToo() throws Exception {
        clock.processWatermark(T0_MS - 12 * HOUR_MS);
        done("n-1", "elsewhere", T0_MS, T0_MS - 12 * HOUR_MS);
        received("n-1", T0_MS, "a");
        clock.processWatermark(T0_MS + 2 * HOUR_MS);
        clock.processWatermark(T0_MS + 12 * HOUR_MS);
        assertThat(levels()).contains("E2");
        assertThat(stateEntries(clock)).isEqualTo(1);
    }

    @Test
    void aTimerOfTheClockThatIsMovedDoesNotTakeThatOfTheNewsWithIt() throws Exception {
        clock.processWatermark(T0_MS - 12 * HOUR_MS);
        done("n-1", "elsewhere", T0_MS, T0_MS - 12 * HOUR_MS);
        received("n-1", T0_MS, "a");
        clock.processWatermark(T0_MS + 2 * HOUR_MS);
        send(NoticeInput.withdrawn(new NoticeWithdrawn("n-1", T0_MS + 3 * HOUR_MS, null)));
        clock.processWatermark(T0_MS + 12 * HOUR_MS);
        assertThat(stateEntries(clock)).isEqualTo(1);
    }

    @Test
    void aWatermarkThatWasUnderWayDoesNotOvertakeWhatTheItemsTell() throws Exception {
        long nowMs = T0_MS + 3 * DAY_MS;
        clock.processWatermark(nowMs - 1);
        sendBehind(nowMs, NoticeInput.received(complete("n-1", T0_MS, "a")));
        clock.processWatermark(nowMs);
        assertThat(out(clock)).isEmpty();
        ItemNews proof = new ItemNews(ItemNews.Kind.DONE, "a", T0_MS + HOUR_MS, null);
        sendBehind(nowMs, NoticeInput.news("n-1", proof, T0_MS));
        clock.processWatermark(nowMs + 1);
        assertThat(out(clock)).isEmpty();
        assertThat(side(clock, NoticeClockFunction.BREACHES)).isEmpty();
        assertThat(side(clock, NoticeClockFunction.RESOLVED))
                .extracting(EscalationResolved::alertKey)
                .containsExactly("n-1/1/resolved");
    }

    @Test
    void aRecordDoesNotPutOffALevelThatWasDueAlready() throws Exception {
        received("n-1", T0_MS, "a");
        clock.processWatermark(T0_MS);
        out(clock);
        long nowMs = T0_MS + 12 * HOUR_MS;
        sendBehind(nowMs, NoticeInput.triaged(triage("n-1", TriageOutcome.ACCEPTED, nowMs)));
        clock.processWatermark(nowMs);
        assertThat(levels()).containsExactly("E2");
    }

    @Test
    void theEndOfTimeIsRefused() throws Exception {
        received("n-1", T0_MS, "a");
        assertThatThrownBy(() -> clock.processWatermark(Long.MAX_VALUE))
                .hasStackTraceContaining("withIdleness");
    }

    /** A job without state reads it again: the record of its notifier goes by these times. */
    @Test
    void howANoticeTurnedOutIsOfItsOwnTimeHoweverLateItIsRead() throws Exception {
        received("n-1", T0_MS, "a");
        done("n-1", "a", T0_MS + HOUR_MS, T0_MS + HOUR_MS);
        adopted("n-1", 1, "resolved", T0_MS + HOUR_MS);
        clock.processWatermark(T0_MS + 150 * DAY_MS);
        assertThat(side(clock, NoticeClockFunction.OUTCOMES))
                .extracting(NotifierInput::outcome, NotifierInput::at)
                .containsExactly(tuple(NoticeOutcome.UPHELD, T0_MS + HOUR_MS));
    }

    @Test
    void theLatestOutcomeCountsThoughAnEarlierOneIsReadBehindIt() throws Exception {
        received("n-1", T0_MS, "a");
        done("n-1", "a", T0_MS + HOUR_MS, T0_MS + HOUR_MS);
        send(
                NoticeInput.triaged(
                        NoticeTriagedBuilder.builder()
                                .noticeId("n-1")
                                .outcome(TriageOutcome.REJECTED)
                                .at(T0_MS + 10 * DAY_MS)
                                .actor("chen")
                                .reason("no right")
                                .manifestlyUnfounded(true)
                                .build()));
        clock.processWatermark(T0_MS + 20 * DAY_MS);
        List<NotifierInput> outcomes = side(clock, NoticeClockFunction.OUTCOMES);
        assertThat(outcomes)
                .extracting(NotifierInput::outcome)
                .containsExactly(NoticeOutcome.UNFOUNDED, NoticeOutcome.UPHELD);
        assertThat(counted(outcomes)).extracting(NotifierDay::upheld).containsExactly(0);
        assertThat(counted(outcomes)).extracting(NotifierDay::unfounded).containsExactly(1);
    }

    /** What the record of a notifier makes of the outcomes of one notice. */
    private static List<NotifierDay> counted(List<NotifierInput> outcomes) {
        Reputation reputation = new Reputation(ReputationRules.DEFAULTS);
        NotifierAccount account = null;
        NotedNotice noted = null;
        for (NotifierInput outcome : outcomes) {
            var step = reputation.step(account, noted, outcome);
            account = step.next();
            noted = step.remember() == null ? noted : step.remember();
        }
        return account.days();
    }

    private NoticeStatus status() {
        List<NoticeStatus> all = side(clock, NoticeClockFunction.STATUS);
        return all.get(all.size() - 1);
    }

    private List<String> levels() {
        return out(clock).stream().map(EscalationAlert::level).toList();
    }

    private void received(String noticeId, long atMs, String... items) throws Exception {
        send(NoticeInput.received(complete(noticeId, atMs, items)));
    }

    private void done(String noticeId, String item, long effectiveMs, long timeMs)
            throws Exception {
        ItemNews news = new ItemNews(ItemNews.Kind.DONE, item, effectiveMs, null);
        send(NoticeInput.news(noticeId, news, timeMs));
    }

    private void back(String noticeId, String item, long atMs) throws Exception {
        ItemNews news = new ItemNews(ItemNews.Kind.BACK, item, atMs, null);
        send(NoticeInput.news(noticeId, news, atMs));
    }

    private void adopted(String noticeId, int generation, String what, long atMs) throws Exception {
        send(NoticeInput.adopted(noticeId, new Adopted(generation, what, atMs)));
    }

    private void send(NoticeInput input) throws Exception {
        clock.processElement(new StreamRecord<>(input));
    }

    /** Read behind a watermark that has not come here yet. */
    private void sendBehind(long reachedMs, NoticeInput input) throws Exception {
        clock.processElement(input, reachedMs);
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, NoticeInput, ListInput, EscalationAlert>
            open(OperatorSubtaskState restored) throws Exception {
        var clock = starting(restored);
        // It has caught up before: what is read is taken at once.
        clock.processWatermark(1);
        return clock;
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, NoticeInput, ListInput, EscalationAlert>
            starting(OperatorSubtaskState restored) throws Exception {
        var clock =
                TestingOperators.broadcast(
                        new NoticeClockFunction(ClockRules.DEFAULTS),
                        NoticeInput::noticeId,
                        Types.STRING,
                        1,
                        0,
                        restored);
        clock.processBroadcastWatermark(Long.MAX_VALUE);
        return clock;
    }
}
