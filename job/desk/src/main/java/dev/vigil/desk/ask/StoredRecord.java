package dev.vigil.desk.ask;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.util.Optional;

/**
 * A record of the journal.
 *
 * @param type null where it is none of its topic
 * @param at its own time, UTC epoch ms; null where it has none
 * @param storedAt Kafka's time of it, UTC epoch ms
 * @param actor who caused it, as a pointer; null where nothing says so
 * @param body null of a tombstone
 * @param problem why it can't be read; null where it can
 */
public record StoredRecord(
        String topic,
        int partition,
        long offset,
        EventType type,
        Long at,
        long storedAt,
        String actor,
        byte[] body,
        String problem) {

    /** The record that its type names; empty where there is none, or it can't be read. */
    public Optional<Object> content() {
        if (type == null || type.data() == null || body == null || problem != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.whole(body, type.data()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The content where it is of that type. */
    public <T> Optional<T> as(Class<T> wanted) {
        return content().filter(wanted::isInstance).map(wanted::cast);
    }

    /** {@code notices-1@7}: its place on the log. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }
}
