package dev.vigil.bench.site;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
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

    /** A transaction ends in the log a moment after its commit is answered; far more than that. */
    private static final Duration TRANSACTIONS_END = Duration.ofMinutes(2);

    private final Properties clients;
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean ends;

    /** What it follows up to; null for on and on. */
    private volatile Map<TopicPartition, Long> upTo;

    private volatile RuntimeException failure;

    private Follower(
            Properties clients,
            List<TopicPartition> partitions,
            KafkaConsumer<byte[], byte[]> consumer,
            SeenRecord seen) {
        this.clients = clients;
        this.partitions = partitions;
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
        return new Follower(clients, partitions, consumer, seen);
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer, SeenRecord seen) {
        try (consumer) {
            while (!ends && !isAtEnd(consumer)) {
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

    private boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> end = upTo;
        return end != null
                && end.entrySet().stream()
                        .allMatch(one -> consumer.position(one.getKey()) >= one.getValue());
    }

    /** Returns when all was seen that is committed by now, and follows no further. */
    public void finish() throws Exception {
        finish(IsolationLevel.READ_COMMITTED);
    }

    /**
     * The same behind a job that was stopped, whose last transactions may still be open in the log:
     * a commit is answered before its markers are written.
     *
     * @throws IllegalStateException where they stay open
     */
    public void finishBehindStop() throws Exception {
        finish(IsolationLevel.READ_UNCOMMITTED);
    }

    private void finish(IsolationLevel isolation) throws Exception {
        upTo = ends(isolation);
        thread.join(TRANSACTIONS_END.toMillis());
        if (thread.isAlive()) {
            ends = true;
            throw new IllegalStateException(
                    "topics: expected every transaction to end within "
                            + TRANSACTIONS_END.toSeconds()
                            + " s, got committed records up to "
                            + ends(IsolationLevel.READ_COMMITTED)
                            + " of "
                            + upTo);
        }
        check();
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> found = new HashMap<>();
        try (Admin admin = Admin.create(clients)) {
            admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> found.put(partition, end.offset()));
        }
        return found;
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
