package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Standings come in by their own topic only. */
class ListDoorTest {
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final NotifierStanding STANDING =
            new NotifierStanding(
                    "studio",
                    StandingLevel.WATCH,
                    false,
                    3,
                    0,
                    3,
                    0,
                    0,
                    NOW_MS,
                    null,
                    "UNFOUNDED_COUNT",
                    null,
                    null,
                    NOW_MS);

    private final ListDoor door = new ListDoor(() -> NOW_MS);

    @Test
    void aStandingComesBackAsItWentOut() {
        assertThat(enter("notifiers", "studio", Json.bytes(STANDING)).notifier())
                .isEqualTo(STANDING);
    }

    @Test
    void aStandingOnTheListIsRefused() {
        assertThat(refused("list", "studio", Json.bytes(STANDING))).isEqualTo("WRONG_TOPIC");
    }

    @Test
    void aStandingUnderAnotherKeyIsRefused() {
        assertThat(refused("notifiers", "another", Json.bytes(STANDING))).isEqualTo("KEY_MISMATCH");
    }

    @Test
    void aStandingOfNobodyIsRefused() {
        assertThat(refused("notifiers", "studio", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("BAD_DATA");
    }

    private String refused(String topic, String key, byte[] data) {
        ListInput input = enter(topic, key, data);
        assertThat(input.kind()).isEqualTo(ListInput.Kind.DEAD);
        return input.dead().reason();
    }

    private ListInput enter(String topic, String key, byte[] data) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(topic, 0, 7, key.getBytes(StandardCharsets.UTF_8), data);
        Envelope.json(EventType.NOTIFIER_STANDING, "/test", "id", key, NOW_MS)
                .headers()
                .forEach(record.headers()::add);
        List<ListInput> entered = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(entered));
        return entered.get(0);
    }
}
