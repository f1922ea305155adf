package dev.vigil.desk.project;

import dev.vigil.client.bus.BusException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** On a broker: a consumer without a group, as the positions are in the store. */
public final class KafkaTopicLog implements TopicLog {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Of a poll, which is a transaction: about 100 ms of work. */
    private static final String RECORDS_PER_POLL = "2000";

    /** What a fetch may hold in memory. */
    private static final String BYTES_PER_FETCH = Integer.toString(16 << 20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;

    /**
     * @param client bootstrap servers and security
     */
    public KafkaTopicLog(Properties client) throws BusException {
        Properties settings = new Properties();
        settings.put("default.api.timeout.ms", "20000");
        settings.put("request.timeout.ms", "10000");
        settings.putAll(client);
        try {
            admin = Admin.create(settings);
        } catch (KafkaException e) {
            throw new BusException("connecting", e);
        }
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        // What is deleted unread is to be noticed.
        settings.put("auto.offset.reset", "none");
        settings.put("max.poll.records", RECORDS_PER_POLL);
        settings.put("fetch.max.bytes", BYTES_PER_FETCH);
        try {
            consumer =
                    new KafkaConsumer<>(
                            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw new BusException("connecting", e);
        }
    }

    @Override
    public Map<String, Shape> shapes(Collection<String> topics) throws BusException {
        Map<String, Shape> shapes = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                TopicDescription found = topic.getValue().get();
                shapes.put(
                        topic.getKey(),
                        new Shape(found.topicId().toString(), found.partitions().size()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new BusException("asking for topics", e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BusException("asking for topics", e);
            }
        }
        return shapes;
    }

    @Override
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions)
            throws BusException {
        return asked("asking where topics begin", () -> consumer.beginningOffsets(partitions));
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws BusException {
        return asked("asking where topics end", () -> consumer.endOffsets(partitions));
    }

    private static <T> T asked(String doing, Supplier<T> question) throws BusException {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new BusException(doing, e);
        }
    }

    @Override
    public void readFrom(Map<TopicPartition, Long> positions) {
        consumer.assign(positions.keySet());
        positions.forEach(consumer::seek);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll() throws BusException {
        return asked("reading topics", () -> consumer.poll(POLL));
    }

    @Override
    public long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
