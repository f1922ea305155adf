package dev.vigil.bench.desk;

import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Topics;
import dev.vigil.desk.project.KafkaTopicLog;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.TopicLog.Shape;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a broker, written to as by the jobs and the bridge. */
final class DeskTopics implements EventSink, AutoCloseable {
    private static final byte[] NO_KEY_OF_OURS = {'-'};

    private final Properties client = new Properties();
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile Exception failure;
    private long sent;

    /** Makes the topics that are missing. */
    DeskTopics(String bootstrap) throws BusException {
        Topics.create(bootstrap);
        client.setProperty("bootstrap.servers", bootstrap);
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("batch.size", Integer.toString(1 << 18));
        settings.put("compression.type", "lz4");
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Those that the desk reads. */
    Map<String, Shape> shapes() throws BusException {
        try (KafkaTopicLog log = new KafkaTopicLog(client)) {
            return log.shapes(Projections.topics().stream().map(Topic::topicName).toList());
        }
    }

    /**
     * Writes as many empty records as there are offsets in front of what the desk is to read: the
     * store has others at these places, which no broker had.
     */
    void skipTo(Map<TopicPartition, Long> ends) throws IOException {
        ends.forEach(
                (partition, end) -> {
                    for (long offset = 0; offset < end; offset++) {
                        send(
                                new ProducerRecord<>(
                                        partition.topic(),
                                        partition.partition(),
                                        NO_KEY_OF_OURS,
                                        null));
                    }
                });
        flush();
    }

    @Override
    public void send(Topic topic, EventType type, String key, long ms, Object event, String actor) {
        send(SiteRecords.of(topic, type, key, ms, event, actor));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(
                record,
                (at, failed) -> {
                    if (failed != null) {
                        failure = failed;
                    }
                });
        sent++;
    }

    /** Records so far. */
    long sent() {
        return sent;
    }

    /** Returns when the broker has all of them. */
    void flush() throws IOException {
        producer.flush();
        if (failure != null) {
            throw new IOException("sending: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
