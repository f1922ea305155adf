package dev.vigil.client.bus;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record read from a topic.
 *
 * @param storedAt Kafka's time of the record (UTC epoch ms)
 * @param envelope null where the record is no CloudEvent
 * @param leftOut is given what {@link #readable} can't read
 */
public record Event(
        String topic,
        int partition,
        long offset,
        long storedAt,
        String key,
        Envelope envelope,
        byte[] data,
        LeftOut leftOut) {

    /** Of no reader, so that what is unreadable is not counted. */
    public Event(
            String topic, int partition, long offset, String key, Envelope envelope, byte[] data) {
        this(topic, partition, offset, 0, key, envelope, data, new LeftOut());
    }

    /** What a record of any origin says. */
    static Event of(ConsumerRecord<byte[], byte[]> record, LeftOut leftOut) {
        Envelope envelope = null;
        try {
            envelope =
                    Envelope.parse(
                            name -> {
                                Header header = record.headers().lastHeader(name);
                                return header == null ? null : header.value();
                            });
        } catch (IllegalArgumentException e) {
            // Not a CloudEvent: shown as it is, without attributes.
        }
        return new Event(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                envelope,
                record.value(),
                leftOut);
    }

    public Optional<EventType> type() {
        return envelope == null ? Optional.empty() : EventType.of(envelope.type());
    }

    /** {@code notices-1@7}. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /** The data as the record that its type says; throws IllegalArgumentException if it is not. */
    public <T> T as(Class<T> type) {
        return Json.whole(data, type);
    }

    /** The record that its type names; empty where there is none, or the data is not that. */
    public Optional<Object> content() {
        try {
            return type().<Class<?>>map(EventType::data).filter(type -> data != null).map(this::as);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The data as it was sent, with fields that are not known here; empty for other than JSON. */
    public Optional<Map<?, ?>> json() {
        try {
            return type().filter(known -> known.data() != null && data != null)
                    .map(known -> as(Map.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * For readers of topics that others write to: empty, and noted, where the data is not what its
     * type names or the type is none of the topic. The jobs have refused such a record too.
     */
    public Optional<Object> readable() {
        if (data == null) {
            return Optional.empty();
        }
        Optional<EventType> known = type().filter(it -> it.isOn(topic));
        if (known.isEmpty()) {
            leftOut.note(this, "expected a type of " + topic + ", got " + typeName());
            return Optional.empty();
        }
        try {
            return Optional.<Class<?>>ofNullable(known.get().data()).map(this::as);
        } catch (IllegalArgumentException e) {
            leftOut.note(this, e.getMessage());
            return Optional.empty();
        }
    }

    /** The same for one type; empty for an event of another. */
    public <T> Optional<T> readable(Class<T> type) {
        boolean other = type().filter(it -> it.isOn(topic) && it.data() != type).isPresent();
        return other ? Optional.empty() : readable().map(type::cast);
    }

    private String typeName() {
        return envelope == null ? "no CloudEvent" : "'" + envelope.type() + "'";
    }

    /** True where the data is that record. */
    public boolean is(Class<?> type) {
        return type().filter(known -> known.data() == type).isPresent();
    }
}
