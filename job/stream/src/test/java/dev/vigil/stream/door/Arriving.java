package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A record as it arrives at a door: its headers, and what a person who causes it is named by.
 *
 * @param key null for none
 * @param data null for a tombstone, bytes as they are
 * @param actor null for none, as approver
 */
record Arriving(
        Topic topic, EventType type, String key, Object data, String actor, String approver) {
    static final long NOW_MS = 1_795_514_400_000L;

    /** More than a clock may be ahead. */
    static final long AHEAD_MS = NOW_MS + 301_000;

    static final long OFFSET = 7;

    static Arriving on(Topic topic, EventType type, String key, Object data) {
        return new Arriving(topic, type, key, data, null, null);
    }

    Arriving by(String person) {
        return new Arriving(topic, type, key, data, person, approver);
    }

    Arriving approvedBy(String person) {
        return new Arriving(topic, type, key, data, actor, person);
    }

    Arriving on(Topic other) {
        return new Arriving(other, type, key, data, actor, approver);
    }

    Arriving keyed(String other) {
        return new Arriving(topic, type, other, data, actor, approver);
    }

    /** What it becomes, which must be one input. */
    <T> T only(Door<T> door) {
        List<T> inputs = at(door);
        assertThat(inputs).hasSize(1);
        return inputs.get(0);
    }

    <T> List<T> at(Door<T> door) {
        return at(door, NOW_MS);
    }

    /** As the broker wrote it at that time. */
    <T> List<T> at(Door<T> door, long appendedMs) {
        return at(door, appendedMs, appendedMs);
    }

    /** By a producer whose clock shows another time. */
    <T> List<T> at(Door<T> door, long appendedMs, long sentMs) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        topic.topicName(),
                        0,
                        OFFSET,
                        appendedMs,
                        TimestampType.LOG_APPEND_TIME,
                        ConsumerRecord.NULL_SIZE,
                        ConsumerRecord.NULL_SIZE,
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        data == null || data instanceof byte[] ? (byte[]) data : Json.bytes(data),
                        new RecordHeaders(),
                        Optional.empty());
        Envelope.json(type, "/platform", "id", key, sentMs)
                .with()
                .actor(actor)
                .approver(approver)
                .build()
                .headers()
                .forEach(record.headers()::add);
        List<T> out = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(out));
        return out;
    }
}
