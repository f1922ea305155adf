package dev.vigil.peers;

import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what a peer has sent, in its order. */
final class SignalsIn implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    SignalsIn(Properties client) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("max.request.size", Integer.toString(Topic.LARGEST_RECORD));
        settings.putIfAbsent("client.id", "vigil-peers");
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Returns when the broker has all of them.
     *
     * @throws KafkaException where it has refused one: all are to be sent again
     */
    void write(List<FeedEvent> events) {
        AtomicReference<Exception> failed = new AtomicReference<>();
        for (FeedEvent event : events) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(
                            Topic.SIGNALS_IN.topicName(),
                            event.key().getBytes(StandardCharsets.UTF_8),
                            event.data());
            event.envelope().headers().forEach((name, value) -> record.headers().add(name, value));
            producer.send(record, (sent, e) -> failed.compareAndSet(null, e));
        }
        producer.flush();
        if (failed.get() != null) {
            throw new KafkaException(
                    "expected " + Topic.SIGNALS_IN.topicName() + " to take a signal", failed.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
