package dev.vigil.client.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.LeftOut;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Events of the release, and records as a reader of topics gets them. */
final class GoldenEvent {
    private GoldenEvent() {}

    static <T> T of(EventType type, Class<T> data) {
        try {
            return Json.read(Files.readAllBytes(Releases.event(type)), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is at offset 0 of a topic. */
    static Event on(Topic topic, EventType type, String key, Object data) {
        return at(new RecordPlace(topic.topicName(), 0, 0), type, key, data);
    }

    static Event at(RecordPlace place, EventType type, String key, Object data) {
        return new Event(
                place.topic(),
                place.partition(),
                place.offset(),
                TestingFacts.NOW_MS,
                key,
                Envelope.json(type, "/test", "id", key, TestingFacts.NOW_MS),
                Json.bytes(data),
                new LeftOut());
    }
}
