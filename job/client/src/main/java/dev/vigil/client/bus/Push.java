package dev.vigil.client.bus;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends events as CloudEvents in binary mode. Sending does not wait; a failed delivery ends the
 * next call. Records of one key arrive in the order of the calls.
 */
public final class Push implements AutoCloseable {
    /** The CloudEvents source of all that the edge sends. */
    public static final String SOURCE = "/vigil/edge";

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Takes the producer over and closes it. */
    public Push(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Sends under a key, which decides the partition too as far as the topic is placed by it. */
    public void send(Topic topic, String key, Envelope envelope, byte[] value)
            throws PushException {
        boolean isByKey = topic.placedBy(key).equals(key);
        Integer partition =
                isByKey ? null : (Integer) partition(topic, bytes(key), partitions(topic));
        send(topic, partition, key, envelope, value);
    }

    /** Sends into every partition of the topic that this producer knows. */
    public void sendToAll(Topic topic, String key, Envelope envelope, byte[] value)
            throws PushException {
        for (int partition = 0; partition < partitions(topic); partition++) {
            send(topic, (Integer) partition, key, envelope, value);
        }
    }

    private void send(Topic topic, Integer partition, String key, Envelope envelope, byte[] value)
            throws PushException {
        check();
        try {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic.topicName(), partition, bytes(key), value);
            envelope.headers().forEach(record.headers()::add);
            producer.send(record, (metadata, e) -> failure.compareAndSet(null, e));
        } catch (KafkaException e) {
            throw refused(e);
        }
    }

    /** As every producer of Kafka computes it, of what the topic's records are placed by. */
    static int partition(Topic topic, byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(placing(topic, key))) % partitions;
    }

    /** What of a key places it; records that have it in common keep their order. */
    static byte[] placing(Topic topic, byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        String placedBy = topic.placedBy(text);
        // A key that is no text is no key of ours: its bytes place it.
        return placedBy.equals(text) ? key : bytes(placedBy);
    }

    private int partitions(Topic topic) {
        return producer.partitionsFor(topic.topicName()).size();
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits until all that was sent has been stored, or fails. */
    public void flush() throws PushException {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw refused(e);
        }
        check();
    }

    private void check() throws PushException {
        Exception failed = failure.get();
        if (failed != null) {
            throw refused(failed);
        }
    }

    private static PushException refused(Exception e) {
        return new PushException(
                "Kafka: expected the record to be stored, got "
                        + e.getClass().getSimpleName()
                        + " ("
                        + e.getMessage()
                        + "); check the broker and push this source again",
                e);
    }

    /** Waits for what is under way; a failure of that shows in {@link #flush} only. */
    @Override
    public void close() {
        producer.close();
    }
}
