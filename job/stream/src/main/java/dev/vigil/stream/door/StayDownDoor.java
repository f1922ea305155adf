package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The staydowns topic: upheld notices and restorations. */
public final class StayDownDoor extends Door<StayDownInput> {
    private static final long serialVersionUID = 1L;

    public StayDownDoor(WallClock now) {
        super(StayDownInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<StayDownInput> out) {
        if (event != EventType.STAYDOWN_REQUESTED) {
            throw wrongTopic(event, record);
        }
        StayDown request = Json.enter(record.value(), StayDown.class);
        requireKey(record, request.itemId());
        // Its time is the version of a list entry: one from next year could never be taken back.
        refuseFuture(record, "at", request.at());
        out.collect(StayDownInput.request(request));
    }

    @Override
    StayDownInput dead(DeadLetter letter) {
        return StayDownInput.dead(letter);
    }
}
