package dev.vigil.client.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.PassingEvents;
import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private static final long AT_MS = 1_795_507_200_000L;

    /** Heartbeats on the topic are a thousand times the notices. */
    @Test
    void idsAreKeptAndNoEventIs() throws Exception {
        Register register =
                Register.read(
                        PassingEvents.of(
                                notice("n-1", "clip-1"),
                                event(EventType.HEARTBEAT, "heartbeat", new Heartbeat(AT_MS)),
                                notice("n-2", "clip-2"),
                                event(
                                        EventType.NOTICE_SUPPLEMENTED,
                                        "n-1",
                                        new NoticeSupplemented(
                                                "n-1",
                                                AT_MS,
                                                null,
                                                List.of(new NoticeItem("clip-2", null)),
                                                null))));

        assertThat(register.items("n-1"))
                .hasValueSatisfying(items -> assertThat(items).containsExactly("clip-1", "clip-2"));
        assertThat(register.on("clip-2")).containsExactly("n-1", "n-2");
        assertThat(register.has("heartbeat")).isFalse();
    }

    private static Event notice(String noticeId, String itemId) {
        return event(
                EventType.NOTICE_RECEIVED,
                noticeId,
                NoticeReceivedBuilder.builder()
                        .noticeId(noticeId)
                        .receivedAt(AT_MS)
                        .notifier("studio")
                        .items(List.of(new NoticeItem(itemId, null)))
                        .build());
    }

    private static Event event(EventType type, String key, Object data) {
        return PassingEvents.event(Topic.NOTICES, type, key, AT_MS, data);
    }
}
