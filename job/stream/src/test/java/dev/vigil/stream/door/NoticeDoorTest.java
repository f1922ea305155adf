package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.Heartbeat;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class NoticeDoorTest {
    private static final long NOW_MS = 1_795_514_400_000L;

    private final NoticeDoor door = new NoticeDoor(() -> NOW_MS);

    @Test
    void aHeartbeatGoesInUnderAnyKey() {
        NoticeInput input = enter("confirmations", NOW_MS - 1_000);
        assertThat(input).isEqualTo(NoticeInput.heartbeat(NOW_MS - 1_000));
    }

    @Test
    void aHeartbeatFromNextYearIsADeadLetter() {
        NoticeInput input = enter("notices", NOW_MS + 365L * 86_400_000);
        assertThat(input.kind()).isEqualTo(NoticeInput.Kind.DEAD);
        assertThat(input.dead().reason()).isEqualTo("TIME_AHEAD");
    }

    private NoticeInput enter(String topic, long atMs) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(topic, 0, 7, null, Json.bytes(new Heartbeat(atMs)));
        Envelope.json(EventType.HEARTBEAT, "/bridge", "h/" + atMs, "h", NOW_MS)
                .headers()
                .forEach(record.headers()::add);
        List<NoticeInput> out = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(out));
        return out.get(0);
    }
}
