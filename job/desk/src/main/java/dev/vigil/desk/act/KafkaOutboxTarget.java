package dev.vigil.desk.act;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker. Gives up soon, as a person waits: the row is in doubt then, and is looked for. For one
 * thread, which another one may stop by closing it.
 */
final class KafkaOutboxTarget implements OutboxTarget, AutoCloseable {
    /** From the begin of {@link #send} no record gets to its topic any later. */
    static final Duration LONGEST = Duration.ofSeconds(9);

    private static final String BLOCKED = "max.block.ms";
    private static final String DELIVERED = "delivery.timeout.ms";
    private static final int BLOCKED_MS = 2_500;
    private static final int DELIVERED_MS = 4_000;
    private static final int ANSWERED_MS = 3_000;

    private final Properties sending;
    private final Admin admin;

    /** Null where the last one has failed: it may be of no use any more, and must send nothing. */
    private KafkaProducer<byte[], byte[]> producer;

    private volatile boolean isClosed;

    /**
     * @param settings bootstrap servers and security
     * @throws IOException where these are wrong
     */
    KafkaOutboxTarget(Properties settings) throws IOException {
        sending = sending(settings);
        Properties asking = new Properties();
        asking.putAll(settings);
        asking.put("default.api.timeout.ms", Integer.toString(DELIVERED_MS));
        asking.put("request.timeout.ms", Integer.toString(ANSWERED_MS));
        try {
            admin = Admin.create(asking);
        } catch (KafkaException e) {
            throw new BusException("connecting", e);
        }
        try {
            producer = producer();
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw new BusException("connecting", e);
        }
    }

    /** A record that gets to its topic later than anybody expects would be there twice. */
    private static Properties sending(Properties settings) throws IOException {
        Properties sending = new Properties();
        sending.put(BLOCKED, Integer.toString(BLOCKED_MS));
        sending.put(DELIVERED, Integer.toString(DELIVERED_MS));
        sending.putAll(settings);
        sending.put("request.timeout.ms", Integer.toString(ANSWERED_MS));
        sending.put("linger.ms", "0");
        sending.put("acks", "all");
        sending.put("enable.idempotence", "true");
        // It waits for the topic, then for room, then for the answer.
        long longest = 2 * ms(sending, BLOCKED) + ms(sending, DELIVERED);
        if (longest > LONGEST.toMillis()) {
            throw new IOException(
                    "Kafka properties of the desk: expected twice "
                            + BLOCKED
                            + " and "
                            + DELIVERED
                            + " to be "
                            + LONGEST.toMillis()
                            + " at most, got "
                            + longest
                            + "; leave both out, or lower them");
        }
        return sending;
    }

    private static long ms(Properties settings, String key) throws IOException {
        String value = String.valueOf(settings.get(key));
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            throw new IOException(
                    "Kafka properties of the desk: "
                            + key
                            + ": expected a number of ms, got '"
                            + value
                            + "'",
                    e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public RecordPlace send(OutboxRow row) throws BusException, UnsentException {
        String doing = "sending to " + row.topic();
        requireTopic(row.topic(), doing);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(row.topic(), row.key(), row.body());
        for (RecordHeader header : row.headers()) {
            record.headers().add(header.name(), header.value());
        }
        try {
            RecordMetadata sent = producer.send(record).get();
            return new RecordPlace(sent.topic(), sent.partition(), sent.offset());
        } catch (ExecutionException e) {
            throw failed(doing, e.getCause());
        } catch (KafkaException e) {
            throw failed(doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(doing, e);
        }
    }

    /** What fails here fails before anything is sent. */
    private void requireTopic(String topic, String doing) throws UnsentException {
        try {
            if (isClosed) {
                throw new KafkaException("the desk ends");
            }
            if (producer == null) {
                producer = producer();
            }
            producer.partitionsFor(topic);
        } catch (KafkaException e) {
            drop();
            boolean isForGood = e instanceof InvalidTopicException;
            throw new UnsentException(new BusException(doing, e).getMessage(), isForGood, e);
        }
    }

    /** Of some failures it is known that the broker has not taken the record. */
    private BusException failed(String doing, Throwable cause) throws UnsentException {
        drop();
        boolean isForGood =
                cause instanceof RecordTooLargeException
                        || cause instanceof InvalidRecordException
                        || cause instanceof SerializationException;
        if (isForGood) {
            throw new UnsentException(
                    "expected a record that the topic takes while "
                            + doing
                            + ", got '"
                            + cause.getMessage()
                            + "'; order it again, in parts or shorter",
                    true,
                    cause);
        }
        BusException failed = new BusException(doing, cause);
        if (cause instanceof AuthorizationException) {
            throw new UnsentException(failed.getMessage(), false, cause);
        }
        return failed;
    }

    /** What it has not sent yet is not sent any more. */
    private void drop() {
        if (producer == null) {
            return;
        }
        try {
            producer.close(Duration.ZERO);
        } catch (KafkaException e) {
            // This thread is to end, and has not waited until the producer has.
        }
        producer = null;
    }

    @Override
    public Map<Integer, Long> ends(String topic) throws BusException {
        try {
            int partitions =
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .size();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int part = 0; part < partitions; part++) {
                latest.put(new TopicPartition(topic, part), OffsetSpec.latest());
            }
            Map<Integer, Long> ends = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((part, end) -> ends.put(part.partition(), end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new BusException("asking where " + topic + " ends", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("asking where " + topic + " ends", e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        drop();
        admin.close(Duration.ZERO);
    }
}
