package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a platform reports of who saw a session. */
public final class AudienceDoor extends Door<MeterInput> {
    private static final long serialVersionUID = 1L;

    public AudienceDoor(WallClock now) {
        super(MeterInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<MeterInput> out) {
        if (event != EventType.SESSION_AUDIENCE) {
            throw wrongTopic(event, record);
        }
        SessionAudience audience = Json.enter(record.value(), SessionAudience.class);
        requireKey(record, audience.sessionId());
        refuseFuture(record, "to", audience.to());
        if (!audience.isPlausible()) {
            throw new Refused(
                    "AUDIENCE_RANGE",
                    "viewMs: expected at most viewers times the length of the report, got "
                            + audience.viewMs()
                            + " of "
                            + audience.viewers()
                            + " in "
                            + (audience.to() - audience.from())
                            + " ms; send the most viewers at a time, and what they have watched");
        }
        out.collect(MeterInput.audience(audience));
    }

    @Override
    MeterInput dead(DeadLetter letter) {
        return MeterInput.dead(letter);
    }

    /** Usage is rebuilt from its topics, and has to come out the same. */
    @Override
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return appendedMs(record);
    }
}
