package dev.vigil.local.bus;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.util.Optional;

/**
 * A record read from a topic.
 *
 * @param envelope null where the record is no CloudEvent
 */
public record Event(
        String topic, int partition, long offset, String key, Envelope envelope, byte[] data) {
    public Optional<EventType> type() {
        return envelope == null ? Optional.empty() : EventType.of(envelope.type());
    }

    /** The data as the record that its type says; throws IllegalArgumentException if it is not. */
    public <T> T as(Class<T> type) {
        return Json.read(data, type);
    }

    /** True where the data is that record. */
    public boolean is(Class<?> type) {
        return type().filter(known -> known.data() == type).isPresent();
    }
}
