package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.stream.caughtup.MachineClock;
import dev.vigil.stream.caughtup.WallClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * Checks foreign input and turns it into inputs of a job. Never throws for a record: what fails
 * becomes a dead letter with topic, partition, offset, reason and bytes.
 */
abstract class Door<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "door";

    /** Clocks of honest producers differ by less. */
    static final long MAX_AHEAD_MS = 5 * 60_000;

    private static final int MAX_DEAD_BYTES = 64 * 1024;

    /** In characters: a dead letter must fit the producer's largest request, whatever was sent. */
    private static final int MAX_MESSAGE = 2_000;

    private static final int MAX_KEY = 500;

    private final Class<T> type;
    final WallClock now;

    Door(Class<T> type, WallClock now) {
        this.type = type;
        this.now = now;
    }

    /** Turns an event into inputs; throws Refused or IllegalArgumentException for bad data. */
    abstract void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<T> out);

    /** An input that carries a dead letter. */
    abstract T dead(DeadLetter letter);

    /** True of one that says nothing new, whatever it is: not even its headers are read. */
    boolean isOver(ConsumerRecord<byte[], byte[]> record) {
        return false;
    }

    @Override
    public final void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        if (isOver(record)) {
            return;
        }
        try {
            if (record.value() == null) {
                tombstone(record, out);
                return;
            }
            Envelope envelope = envelope(record);
            EventType event =
                    EventType.of(envelope.type())
                            .orElseThrow(
                                    () ->
                                            new Refused(
                                                    "UNKNOWN_TYPE",
                                                    "ce_type: expected a type of Vigil, got '"
                                                            + envelope.type()
                                                            + "'; see the AsyncAPI document"));
            refuseFuture(record, "ce_time", envelope.timeMs());
            enter(event, envelope, record, out);
        } catch (Refused e) {
            out.collect(dead(letter(record, e.reason(), e.getMessage())));
        } catch (IllegalArgumentException e) {
            out.collect(dead(letter(record, "BAD_DATA", e.getMessage())));
        }
    }

    /** A record without a value; only compacted topics give it a meaning. */
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        throw new Refused("NO_VALUE", "value: expected data, got none; send the event");
    }

    /** A time that lies ahead would let one producer move everybody's clock. */
    final void refuseFuture(ConsumerRecord<byte[], byte[]> record, String field, long timeMs) {
        if (timeMs > receivedMs(record) + MAX_AHEAD_MS) {
            throw new Refused(
                    "TIME_AHEAD",
                    field
                            + ": expected at most 5 minutes after it was received, got "
                            + Instant.ofEpochMilli(timeMs)
                            + "; set the producer's clock");
        }
    }

    /** When it arrived: now, where nothing else is asked for. */
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return now.nowMs();
    }

    /**
     * The time that the broker gave it, so that one that is read again is judged as the first time;
     * now under a clock of its own, as in a rehearsal, and where the producer gave the time.
     */
    final long appendedMs(ConsumerRecord<byte[], byte[]> record) {
        boolean isOfBroker =
                now instanceof MachineClock
                        && record.timestampType() == TimestampType.LOG_APPEND_TIME;
        return isOfBroker ? record.timestamp() : now.nowMs();
    }

    static Refused wrongTopic(EventType event, ConsumerRecord<byte[], byte[]> record) {
        return new Refused(
                "WRONG_TOPIC",
                "ce_type: expected a type of the topic "
                        + record.topic()
                        + ", got "
                        + event.type()
                        + "; see vigil topics");
    }

    /** The key decides the partition and so the order: it must be the id that the data names. */
    static void requireKey(ConsumerRecord<byte[], byte[]> record, String id) {
        if (id == null) {
            throw new Refused(
                    "KEY_MISMATCH",
                    "key: expected the id that the data names, got data without it; name it"
                            + " there and key by it");
        }
        if (!id.equals(key(record))) {
            throw new Refused(
                    "KEY_MISMATCH",
                    "key: expected '" + id + "', got '" + key(record) + "'; key by that id");
        }
    }

    /** What a person causes names that person. */
    static void requireActor(Envelope envelope) {
        if (envelope.actor() == null) {
            throw new Refused(
                    "ACTOR_MISSING",
                    "ce_actor: expected who decides, got none; send it with the header ce_actor");
        }
    }

    /** What a person decides names that person twice, and equally. */
    static void requirePerson(Envelope envelope, String by) {
        requireActor(envelope);
        if (!envelope.actor().equals(by)) {
            throw new Refused(
                    "BY_MISMATCH",
                    "by: expected '"
                            + envelope.actor()
                            + "' as in ce_actor, got '"
                            + by
                            + "'; the one who decides sends it");
        }
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static Envelope envelope(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Envelope.parse(
                    name -> {
                        Header header = record.headers().lastHeader(name);
                        return header == null ? null : header.value();
                    });
        } catch (IllegalArgumentException e) {
            throw new Refused("NOT_A_CLOUDEVENT", e.getMessage());
        }
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most) + "...";
    }

    /** How many bytes of a refused record are in its dead letter. */
    int mostDeadBytes(ConsumerRecord<byte[], byte[]> record) {
        return MAX_DEAD_BYTES;
    }

    private DeadLetter letter(
            ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return DeadLetterBuilder.builder()
                .deadLetterId(record.topic() + "/" + record.partition() + "/" + record.offset())
                .topic(record.topic())
                .partition(record.partition())
                .offset(record.offset())
                .stage(STAGE)
                .reason(reason)
                .message(cut(message, MAX_MESSAGE))
                .key(cut(key(record), MAX_KEY))
                .bytes(Arrays.copyOf(value, Math.min(value.length, mostDeadBytes(record))))
                .build();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.of(type);
    }
}
