package dev.vigil.client.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.LeftOut;
import dev.vigil.client.bus.PassingEvents;
import dev.vigil.client.text.Times;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final long AT_MS = 1_795_507_200_000L;
    private static final long HOUR_MS = 3_600_000;

    private static Event withdrawn(long atMs, long storedAt) {
        return new Event(
                "notices",
                0,
                storedAt,
                storedAt,
                "n-1",
                Envelope.json(EventType.NOTICE_WITHDRAWN, "/test", "id", "n-1", atMs),
                Json.bytes(new NoticeWithdrawn("n-1", atMs, null)),
                new LeftOut());
    }

    private static List<String> lines(Event... events) throws IOException {
        return History.read(PassingEvents.of(events), "n-1").lines();
    }

    @Test
    void linesAreInOrderOfTheTimeThatTheyShow() throws Exception {
        assertThat(
                        lines(
                                withdrawn(AT_MS + 2 * HOUR_MS, AT_MS + 2 * HOUR_MS),
                                withdrawn(AT_MS, AT_MS + 1)))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(Times.clock(AT_MS) + "  "),
                        second ->
                                assertThat(second)
                                        .startsWith(Times.clock(AT_MS + 2 * HOUR_MS))
                                        .doesNotContain("known"));
    }

    /** What is about an earlier moment says when it came, as people had acted on less by then. */
    @Test
    void whatCameLateSaysWhen() throws Exception {
        long lateMs = AT_MS + 3 * HOUR_MS;
        assertThat(lines(withdrawn(AT_MS + HOUR_MS, AT_MS + HOUR_MS), withdrawn(AT_MS, lateMs)))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith(Times.clock(AT_MS) + "  ")
                                        .endsWith("[known " + Times.clock(lateMs) + "]"),
                        second -> assertThat(second).doesNotContain("known"));
    }

    /** A record is published at least once. */
    @Test
    void aRepeatIsNoSecondLine() throws Exception {
        assertThat(lines(withdrawn(AT_MS, AT_MS), withdrawn(AT_MS, AT_MS + 5))).hasSize(1);
    }

    /** In any order, and with those of other notices among them. */
    @Test
    void recordsOfAnySourceMakeTheSameLines() throws Exception {
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId("n-1")
                        .receivedAt(AT_MS)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("clip-1", null)))
                        .build();
        ActionConfirmed confirmed =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-1")
                        .itemId("clip-1")
                        .measure(Measure.DELETE)
                        .effectiveAt(AT_MS)
                        .build();
        Event received = event(Topic.NOTICES, EventType.NOTICE_RECEIVED, "n-1", notice);
        Event done = event(Topic.CONFIRMATIONS, EventType.ACTION_CONFIRMED, "clip-1", confirmed);
        Event other =
                event(
                        Topic.NOTICES,
                        EventType.NOTICE_WITHDRAWN,
                        "n-2",
                        new NoticeWithdrawn("n-2", AT_MS, null));

        List<String> read = History.read(PassingEvents.of(received, done), "n-1").lines();
        assertThat(read).hasSize(2);
        assertThat(History.of(List.of(done, other, received), "n-1").lines())
                .containsExactlyElementsOf(read);
    }

    private static Event event(Topic topic, EventType type, String key, Object data) {
        return PassingEvents.event(topic, type, key, AT_MS, data);
    }
}
