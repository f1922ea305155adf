package dev.vigil.bench.load;

import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;

/** What a platform sends of a live session around its segments. */
public record LiveSession(Push push, String id) {
    private static final String SOURCE = "/vigil/bench";

    public void begin(long startMs) throws IOException {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId(id)
                        .kind(SessionKind.LIVE)
                        .accountId("account-of-" + id)
                        .serviceTerritories(List.of("CN"))
                        .startAt(startMs)
                        .build();
        send(EventType.SESSION_STARTED, "started", Json.bytes(started));
    }

    /**
     * @param segments that were sent
     */
    void end(long segments) throws IOException {
        SessionEnded ended = new SessionEnded(id, System.currentTimeMillis(), segments);
        send(EventType.SESSION_ENDED, "ended", Json.bytes(ended));
    }

    private void send(EventType type, String what, byte[] json) throws IOException {
        long nowMs = System.currentTimeMillis();
        push.send(
                Topic.MEDIA_LIVE,
                id,
                Envelope.json(type, SOURCE, id + "/" + what, id, nowMs),
                json);
    }
}
