package dev.vigil.cli.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.text.Screen;
import dev.vigil.cli.text.Terminal;
import dev.vigil.client.bus.Event;
import dev.vigil.client.notice.NoticeBoard;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeWatchTest {
    private static final long NOW = 1_795_776_900_000L;

    private final StringWriter shown = new StringWriter();
    private long nowMs = NOW;

    private NoticeWatch watch(boolean terminal) {
        return new NoticeWatch(
                new NoticeBoard(status -> true),
                new Screen(100, 10, terminal, false),
                Terminal.cleaning(new PrintWriter(shown)),
                () -> nowMs);
    }

    private static Event status(String id, NoticeState state, String level) {
        boolean over = state == NoticeState.ACTIONED;
        NoticeStatus status =
                NoticeStatusBuilder.builder()
                        .noticeId(id)
                        .generation(1)
                        .state(state)
                        .notifier("studio")
                        .receivedAt(NOW - 1)
                        .dueAt(NOW + 3_600_000)
                        .asOf(NOW)
                        .remainingMs(3_600_000)
                        .lastLevel(level)
                        .itemsOpen(List.of("item"))
                        .itemsDone(List.of())
                        .listedWorks(List.of())
                        .track(ClockTrack.STANDARD)
                        .clock(over ? ClockState.STOPPED : ClockState.RUNNING)
                        .missing(List.of())
                        .acknowledged(List.of())
                        .moreItemsOpen(0)
                        .moreItemsDone(0)
                        .moreListedWorks(0)
                        .moreAcknowledged(0)
                        .clocks(1)
                        .itemsJoined(0)
                        .next(over ? null : NextStep.ACT)
                        .nextBy(over ? null : Long.valueOf(NOW + 3_600_000))
                        .build();
        return new Event(
                Topic.NOTICE_STATUS.topicName(),
                0,
                0,
                id,
                Envelope.json(EventType.NOTICE_STATUS, "/test", "id", id, NOW),
                Json.bytes(status));
    }

    /** What was there is no change; a repeat is none either. */
    @Test
    void aFileGetsALineForEachChange() {
        NoticeWatch watch = watch(false);
        watch.test(status("n-1", NoticeState.VALID, "E0"));
        watch.test(null);
        watch.test(status("n-1", NoticeState.VALID, "E0"));
        watch.test(status("n-1", NoticeState.VALID, "E2"));
        watch.test(null);
        watch.test(status("n-1", NoticeState.ACTIONED, "E2"));
        watch.test(status("n-\u001b[2J\n2", NoticeState.VALID, "E0"));

        assertThat(shown.toString().lines().map(line -> line.replaceFirst("^[-0-9]+ [^ ]+ ", "")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("n-1: VALID, E2; act on 1 item by "),
                        line ->
                                assertThat(line)
                                        .isEqualTo("n-1: ACTIONED, E2; nothing is left to do"),
                        line -> assertThat(line).startsWith("n-?[2J 2: VALID"));
    }

    @Test
    void aTerminalIsRedrawnEveryTwoSeconds() {
        NoticeWatch watch = watch(true);
        watch.test(status("n-1", NoticeState.VALID, "E0"));
        assertThat(shown.toString()).as("before all that was there has been read").isEmpty();
        watch.test(null);
        assertThat(shown.toString()).contains("n-1").contains("\u001b[H");
        shown.getBuffer().setLength(0);

        nowMs += NoticeWatch.EVERY_MS - 1;
        watch.test(status("n-2", NoticeState.VALID, "E0"));
        assertThat(shown.toString()).isEmpty();
        nowMs += 1;
        watch.test(null);
        assertThat(shown.toString()).contains("n-1", "n-2", "(in 59 min)");
    }

    @Test
    void aTerminalIsNeverOverfilled() {
        NoticeWatch watch = watch(true);
        for (int i = 0; i < 50; i++) {
            watch.test(status("n-" + i, NoticeState.VALID, "E0"));
        }
        watch.test(null);

        assertThat(shown.toString().lines().filter(line -> !line.equals("\u001b[J")))
                .hasSizeLessThanOrEqualTo(9);
        assertThat(shown.toString()).contains("... and 44 more");
    }
}
