package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The authorizations topic; an authorization of several works is fanned out to each. */
public final class AuthorizationDoor extends Door<RightsInput> {
    private static final long serialVersionUID = 1L;

    public AuthorizationDoor(WallClock now) {
        super(RightsInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<RightsInput> out) {
        if (event != EventType.AUTHORIZATION_GRANTED && event != EventType.AUTHORIZATION_REVOKED) {
            throw wrongTopic(event, record);
        }
        Authorization authorization = Json.enter(record.value(), Authorization.class);
        requireKey(record, authorization.authorizationId());
        for (String workId : authorization.workIds()) {
            out.collect(RightsInput.authorization(workId, authorization));
        }
    }

    @Override
    RightsInput dead(DeadLetter letter) {
        return RightsInput.dead(letter);
    }
}
