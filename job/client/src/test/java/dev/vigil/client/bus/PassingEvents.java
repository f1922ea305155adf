package dev.vigil.client.bus;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Topics of which each event is gone once it was given: who keeps it for later can't read it. */
public record PassingEvents(List<Event> events) implements TopicReader {
    public static PassingEvents of(Event... events) {
        return new PassingEvents(List.of(events));
    }

    @Override
    public void each(Topic topic, Consumer<Event> each) throws IOException {
        for (Event event : events) {
            if (event.topic().equals(topic.topicName())) {
                byte[] data = event.data().clone();
                each.accept(
                        new Event(
                                event.topic(),
                                event.partition(),
                                event.offset(),
                                event.storedAt(),
                                event.key(),
                                event.envelope(),
                                data,
                                event.leftOut()));
                Arrays.fill(data, (byte) 0);
            }
        }
    }

    /** A JSON event on a topic. */
    public static Event event(Topic topic, EventType type, String key, long atMs, Object data) {
        return new Event(
                topic.topicName(),
                0,
                0,
                atMs,
                key,
                Envelope.json(type, "/test", "id", key, atMs),
                Json.bytes(data),
                new LeftOut());
    }
}
