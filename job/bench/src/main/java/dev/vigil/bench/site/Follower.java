package dev.vigil.bench.site;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees what compliance would see, on a thread of its own: committed records as they arrive. */
public final class Follower implements AutoCloseable {
    /** Takes a record at the moment that it became visible. */
    @FunctionalInterface
    public interface Seen {
        void at(long wallMs, EventType type, byte[] json);
    }

    /** The same with the record itself: its times, and its headers. */
    @FunctionalInterface
    public interface SeenRecord {
        void at(long wallMs, EventType type, ConsumerRecord<byte[], byte[]> record);
    }

    private final Thread thread;
    private volatile boolean ends;
    private volatile boolean endsAtEnd;
    private volatile RuntimeException failure;

    private Follower(KafkaConsumer<byte[], byte[]> consumer, SeenRecord seen) {
        thread = new Thread(() -> follow(consumer, seen), "follower");
        thread.setDaemon(true);
        thread.start();
    }

    /** Follows from now on. */
    public static Follower of(Properties clients, Seen seen, Topic... topics) {
        return ofRecords(
                clients, (wallMs, type, record) -> seen.at(wallMs, type, record.value()), topics);
    }

    /** Follows from now on. */
    public static Follower ofRecords(Properties clients, SeenRecord seen, Topic... topics) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes);
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            for (PartitionInfo info : consumer.partitionsFor(topic.topicName())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new Follower(consumer, seen);
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer, SeenRecord seen) {
        try (consumer) {
            while (!ends && !(endsAtEnd && isAtEnd(consumer))) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    byte[] type = record.headers().lastHeader("ce_type").value();
                    seen.at(
                            System.currentTimeMillis(),
                            EventType.of(new String(type, StandardCharsets.UTF_8)).orElseThrow(),
                            record);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Returns when all that the topics hold was seen, and follows no further. */
    public void finish() throws InterruptedException {
        endsAtEnd = true;
        thread.join();
        check();
    }

    /** Throws what the thread failed with. */
    public void check() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws InterruptedException {
        ends = true;
        thread.join();
    }
}
