package dev.vigil.local.bus;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record read from a topic.
 *
 * @param envelope null where the record is no CloudEvent
 */
public record Event(
        String topic, int partition, long offset, String key, Envelope envelope, byte[] data) {

    /** What a record of any origin says. */
    static Event of(ConsumerRecord<byte[], byte[]> record) {
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
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                envelope,
                record.value());
    }

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
