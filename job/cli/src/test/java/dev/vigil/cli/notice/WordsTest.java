package dev.vigil.cli.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.notice.NoticeWords;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where a notice stands, in one line: what is left is said of a clock that runs and of no other.
 */
class WordsTest {
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    @Test
    void aClockThatRunsSaysWhatIsLeftWithTheZoneOfDue() {
        long due = NOW_MS + HOUR_MS;

        assertThat(
                        NoticeWords.status(
                                status(NoticeState.VALID, ClockState.RUNNING, due, null), NOW_MS))
                .matches("n-1: VALID, STANDARD, due \\d\\d-\\d\\d [0-9:]{8}(Z|[+-]\\d+), .* left");
    }

    @Test
    void aBreachedOneSaysHowLongItIsOverdue() {
        long due = NOW_MS - HOUR_MS;

        assertThat(
                        NoticeWords.status(
                                status(NoticeState.OVERDUE, ClockState.BREACHED, due, null),
                                NOW_MS))
                .matches(".*, 1:0\\d:\\d\\d overdue");
    }

    @Test
    void aCounterNoticeWaitsForTheNotifierAndNotForTheClock() {
        long due = NOW_MS + HOUR_MS;

        assertThat(
                        NoticeWords.status(
                                status(NoticeState.COUNTERED, ClockState.STOPPED, due, null),
                                NOW_MS))
                .isEqualTo("n-1: COUNTERED, STANDARD, the clock has stopped");
        assertThat(
                        NoticeWords.status(
                                status(NoticeState.COUNTERED, ClockState.STOPPED, due, due),
                                NOW_MS))
                .startsWith(
                        "n-1: COUNTERED, STANDARD, the clock has stopped, the notifier has until");
    }

    @Test
    void aNoticeThatIsOverSaysNothingOfItsClock() {
        long due = NOW_MS + HOUR_MS;

        assertThat(
                        NoticeWords.status(
                                status(NoticeState.ACTIONED, ClockState.STOPPED, due, null),
                                NOW_MS))
                .isEqualTo("n-1: ACTIONED, STANDARD");
    }

    private static NoticeStatus status(
            NoticeState state, ClockState clock, long dueAt, Long counterDueAt) {
        return NoticeStatusBuilder.builder()
                .noticeId("n-1")
                .generation(1)
                .state(state)
                .notifier("studio")
                .receivedAt(dueAt - 24 * HOUR_MS)
                .dueAt(dueAt)
                .asOf(dueAt)
                .lastLevel("E0")
                .itemsOpen(List.of("a"))
                .itemsDone(List.of())
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .intake(IntakeState.ACCEPTED)
                .action(ActionState.REQUESTED)
                .forward(ForwardState.PENDING)
                .counter(CounterState.NONE)
                .clock(clock)
                .missing(List.of())
                .counterDueAt(counterDueAt)
                .acknowledged(List.of())
                .moreItemsOpen(0)
                .moreItemsDone(0)
                .moreListedWorks(0)
                .moreAcknowledged(0)
                .clocks(1)
                .itemsJoined(0)
                .build();
    }
}
