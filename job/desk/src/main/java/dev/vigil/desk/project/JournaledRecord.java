package dev.vigil.desk.project;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordTime;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as it was on its topic, and what could be read of it.
 *
 * @param key null where it has none
 * @param body null of a tombstone
 * @param envelope null where it is no CloudEvent
 * @param type null where the type is none of the topic
 * @param content the record that its type names; null of a tombstone, of binary data, and of what
 *     can't be read
 * @param problem why it can't be read; null where it can
 */
public record JournaledRecord(
        RecordPlace place,
        RecordTime time,
        byte[] key,
        List<RecordHeader> headers,
        byte[] body,
        Envelope envelope,
        EventType type,
        Object content,
        String problem) {

    /** As Kafka gives it. */
    static JournaledRecord of(ConsumerRecord<byte[], byte[]> record) {
        List<RecordHeader> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        return read(
                new RecordPlace(record.topic(), record.partition(), record.offset()),
                new RecordTime(record.timestampType().toString(), record.timestamp()),
                record.key(),
                headers,
                record.value());
    }

    /** From its bytes: the same whenever it is read. */
    static JournaledRecord read(
            RecordPlace place,
            RecordTime time,
            byte[] key,
            List<RecordHeader> headers,
            byte[] body) {
        if (body == null) {
            return new JournaledRecord(place, time, key, headers, null, null, null, null, null);
        }
        Envelope attributes = null;
        EventType known = null;
        Object content = null;
        String problem = null;
        try {
            attributes = Envelope.parse(name -> last(headers, name));
            known = type(attributes, place.topic());
            content = content(known, key, body);
        } catch (IllegalArgumentException e) {
            problem = e.getMessage();
        }
        return new JournaledRecord(
                place, time, key, headers, body, attributes, known, content, problem);
    }

    private static EventType type(Envelope attributes, String topic) {
        return EventType.of(attributes.type())
                .filter(it -> it.isOn(topic))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "ce_type: expected a type of "
                                                + topic
                                                + ", got '"
                                                + attributes.type()
                                                + "'"));
    }

    private static Object content(EventType type, byte[] key, byte[] body) {
        if (type.data() == null) {
            return null;
        }
        Object content = Json.whole(body, type.data());
        String wanted = Subjects.key(content);
        if (wanted != null && !wanted.equals(text(key))) {
            throw new IllegalArgumentException(
                    "key: expected '" + wanted + "', got '" + text(key) + "'");
        }
        return content;
    }

    /** The same record; nothing of its content is used. */
    JournaledRecord unreadable(String why) {
        return new JournaledRecord(place, time, key, headers, body, envelope, type, null, why);
    }

    private static byte[] last(List<RecordHeader> headers, String name) {
        byte[] last = null;
        for (RecordHeader header : headers) {
            last = header.name().equals(name) ? header.value() : last;
        }
        return last;
    }

    private static String text(byte[] key) {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /** Null where it has none; of bytes that are no UTF-8 with U+FFFD. */
    public String keyText() {
        return text(key);
    }

    public boolean isOn(String topic) {
        return place.topic().equals(topic);
    }

    /** The content where it is of that type. */
    public <T> Optional<T> as(Class<T> wanted) {
        return wanted.isInstance(content) ? Optional.of(wanted.cast(content)) : Optional.empty();
    }

    /** What it is about; null where that is not known. */
    public String subject() {
        return Subjects.of(content, keyText());
    }

    public long offset() {
        return place.offset();
    }

    public int partition() {
        return place.partition();
    }
}
