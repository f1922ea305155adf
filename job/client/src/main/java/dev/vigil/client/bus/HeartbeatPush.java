package dev.vigil.client.bus;

import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.time.Clock;

/**
 * Vouches, in every partition that the notice clock reads, for what a bridge has sent.
 *
 * <p>It must share its {@link Push} with the notices, and no other client may write them or
 * heartbeats: two bridges vouch for each other's silence. A heartbeat is not written after a failed
 * delivery.
 */
public final class HeartbeatPush {
    private static final String KEY = "heartbeat";

    private final Push push;
    private final Clock clock;

    public HeartbeatPush(Push push, Clock clock) {
        this.push = push;
        this.clock = clock;
    }

    /**
     * Writes one heartbeat into each partition and waits until all are stored.
     *
     * @return the time that it vouches for, UTC epoch ms
     * @throws PushException when a record, this one or one before it, was not stored
     */
    public long beat() throws PushException {
        // The order is the proof: what comes in after the stamp need not be stored before it.
        long at = clock.millis();
        push.flush();
        Envelope envelope =
                Envelope.json(EventType.HEARTBEAT, Push.SOURCE, KEY + "/" + at, KEY, at);
        for (Topic topic : EventType.HEARTBEAT.topics()) {
            push.sendToAll(topic, KEY, envelope, Json.bytes(new Heartbeat(at)));
        }
        push.flush();
        return at;
    }
}
