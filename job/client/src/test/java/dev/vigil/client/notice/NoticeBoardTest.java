package dev.vigil.client.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Event;
import dev.vigil.client.text.Times;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {
    private static final long NOW = at("2026-11-27T10:55:00");
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final NoticeBoard board = new NoticeBoard(status -> true);

    private static long at(String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
    }

    private static NoticeStatus status(
            String id, NoticeState state, ClockState clock, NextStep next, Long nextBy) {
        return status(id, state, clock, next, nextBy, List.of("a", "b"));
    }

    private static NoticeStatus status(
            String id,
            NoticeState state,
            ClockState clock,
            NextStep next,
            Long nextBy,
            List<String> items) {
        return NoticeStatusBuilder.builder()
                .noticeId(id)
                .generation(1)
                .state(state)
                .notifier("studio")
                .receivedAt(NOW - HOUR_MS)
                .dueAt(NOW + 23 * HOUR_MS)
                .asOf(NOW)
                .remainingMs(23 * HOUR_MS)
                .itemsOpen(items)
                .itemsDone(List.of())
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .clock(clock)
                .missing(next == NextStep.SUPPLEMENT ? List.of(Element.ADDRESS) : List.of())
                .acknowledged(List.of())
                .moreItemsOpen(0)
                .moreItemsDone(0)
                .moreListedWorks(0)
                .moreAcknowledged(0)
                .clocks(1)
                .itemsJoined(0)
                .next(next)
                .nextBy(nextBy)
                .build();
    }

    private static NoticeStatus toDo(String id, long byMs) {
        return status(id, NoticeState.VALID, ClockState.RUNNING, NextStep.ACT, byMs);
    }

    private static NoticeStatus over(String id) {
        return status(id, NoticeState.ACTIONED, ClockState.STOPPED, null, null);
    }

    private Stream<String> ids() {
        return board.rows().stream().map(ListedNotice::noticeId);
    }

    @Test
    void whatIsOursIsBeforeWhatWaitsForOthersAndWhatIsOverIsLast() {
        board.take(over("over-1"));
        board.take(over("over-2"));
        board.take(
                status(
                        "sued",
                        NoticeState.COUNTERED,
                        ClockState.STOPPED,
                        NextStep.PROCEEDING,
                        NOW + 1));
        board.take(toDo("later", NOW + 9 * HOUR_MS));
        board.take(toDo("overdue", NOW - HOUR_MS));
        board.take(
                status(
                        "back",
                        NoticeState.COUNTERED,
                        ClockState.STOPPED,
                        NextStep.RESTORE,
                        NOW + 8 * HOUR_MS));
        board.take(
                status(
                        "court",
                        NoticeState.COUNTERED,
                        ClockState.STOPPED,
                        NextStep.DECISION,
                        null));

        assertThat(ids())
                .containsExactly("overdue", "back", "later", "sued", "court", "over-2", "over-1");
    }

    @Test
    void theClockCountsWhereItIsDueBeforeTheStep() {
        board.take(toDo("a", NOW + 24 * HOUR_MS));
        board.take(status("b", NoticeState.RECEIVED, ClockState.RUNNING, NextStep.TRIAGE, NOW + 1));

        assertThat(ids()).containsExactly("b", "a");
        assertThat(board.rows().get(1).urgentMs()).isEqualTo(NOW + 23 * HOUR_MS);
    }

    /** Years of the topic: what is over is kept for the latest, what is open always. */
    @Test
    void itHoldsTheLatestOnlyOfWhatIsOver() {
        board.take(toDo("open", NOW));
        IntStream.range(0, 100_000).forEach(i -> board.take(over("n-" + i)));

        assertThat(board.rows()).hasSize(1 + NoticeBoard.MOST_OVER);
        assertThat(ids().limit(2)).containsExactly("open", "n-99999");
        assertThat(board.leftOut()).isTrue();
    }

    @Test
    void onlyWhatChangesARowIsNews() {
        assertThat(board.take(toDo("n", NOW))).isPresent();
        assertThat(board.take(toDo("n", NOW))).isEmpty();
        assertThat(board.take(toDo("n", NOW + HOUR_MS)))
                .hasValueSatisfying(it -> assertThat(it.byMs()).isEqualTo(NOW + HOUR_MS));
        assertThat(board.take(over("n")))
                .hasValueSatisfying(
                        it ->
                                assertThat(it.news())
                                        .isEqualTo("n: ACTIONED; nothing is left to do"));
        assertThat(board.rows()).hasSize(1);
    }

    @Test
    void whatIsNoLongerWantedIsNewsOnce() {
        NoticeBoard open = new NoticeBoard(status -> !NoticeWords.isOver(status));
        assertThat(open.take(over("never"))).isEmpty();
        open.take(toDo("n", NOW));

        assertThat(open.take(over("n"))).isPresent();
        assertThat(open.take(over("n"))).isEmpty();
        assertThat(open.rows()).isEmpty();
        assertThat(open.any()).isTrue();
    }

    @Test
    void aTombstoneRemovesARow() {
        board.take(toDo("n", NOW));
        board.take(new Event(Topic.NOTICE_STATUS.topicName(), 0, 7, "n", null, null));

        assertThat(board.rows()).isEmpty();
    }

    @Test
    void theNextStepHasItsTimeAndWhatIsLeft() {
        assertThat(next(toDo("n", at("2026-11-27T14:05:00"))))
                .isEqualTo("act on 2 items by 14:05 (in 3 h 10 min)");
        assertThat(next(toDo("n", at("2026-11-27T09:00:00"))))
                .isEqualTo("act on 2 items, was due 09:00 (1 h 55 min overdue)");
        assertThat(next(toDo("n", at("2027-01-02T09:00:00"))))
                .isEqualTo("act on 2 items by 2027-01-02 09:00 (in 35 d 22 h)");
        NoticeStatus one =
                status(
                        "n",
                        NoticeState.VALID,
                        ClockState.RUNNING,
                        NextStep.ACT,
                        at("2026-11-28T10:00:00"),
                        List.of("a"));
        assertThat(next(one)).isEqualTo("act on 1 item by 11-28 10:00 (in 23 h 5 min)");
        assertThat(
                        next(
                                status(
                                        "n",
                                        NoticeState.INCOMPLETE,
                                        ClockState.VOID,
                                        NextStep.SUPPLEMENT,
                                        null)))
                .isEqualTo("the notifier completes it, lacks ADDRESS");
        assertThat(next(over("n"))).isEmpty();
        assertThat(next(status("n", NoticeState.VALID, ClockState.RUNNING, null, null)))
                .as("of a release that did not name the step")
                .isEqualTo("act on 2 items by 11-28 09:55 (in 23 h)");
    }

    @Test
    void oneNoticeHasTheSameStepWhereverItIsShown() {
        long dueMs = at("2026-11-27T09:00:00");
        assertThat(NoticeWords.next(toDo("n", dueMs), dueMs - 1))
                .isEqualTo("act on the open items, by " + Times.clock(dueMs));
        assertThat(NoticeWords.next(toDo("n", dueMs), NOW))
                .isEqualTo("act on the open items, was due " + Times.clock(dueMs));

        NoticeStatus countered =
                status(
                                "n",
                                NoticeState.ACTIONED,
                                ClockState.STOPPED,
                                NextStep.COMPLETE_COUNTER_NOTICE,
                                null)
                        .with()
                        .counter(CounterState.COUNTER_INCOMPLETE)
                        .build();
        assertThat(NoticeWords.next(countered, NOW)).isEqualTo(next(countered)).isEmpty();
        assertThat(NoticeWords.counter(countered))
                .isEqualTo("COUNTER_INCOMPLETE, the user may complete it");
    }

    private static String next(NoticeStatus status) {
        return ListedNotice.of(status).next(NOW);
    }
}
