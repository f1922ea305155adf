package dev.vigil.bench.site;

import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far the topic of breaches is written, and how far it is committed. */
public final class BreachLog implements AutoCloseable {
    /** By partition: the end of the log, and the first offset of an open transaction or the end. */
    public record Ends(Map<Integer, Long> high, Map<Integer, Long> stable) {
        public boolean isOpen() {
            return high.keySet().stream().anyMatch(this::isOpen);
        }

        private boolean isOpen(int partition) {
            return high.get(partition) > stable.get(partition);
        }

        /** A transaction that was open then is open still. */
        public boolean isOpenAsIn(Ends before) {
            return high.keySet().stream()
                    .filter(before::isOpen)
                    .anyMatch(p -> isOpen(p) && stable.get(p).equals(before.stable.get(p)));
        }
    }

    private static final Duration WAIT = Duration.ofMillis(200);

    private final Properties clients;
    private final Admin admin;

    public BreachLog(Properties clients) {
        this.clients = clients;
        admin = Admin.create(clients);
    }

    public Ends ends() throws Exception {
        // The stable end first: what is committed between the two looks like open, not the reverse.
        Map<Integer, Long> stable = ends(IsolationLevel.READ_COMMITTED);
        return new Ends(ends(IsolationLevel.READ_UNCOMMITTED), stable);
    }

    private Map<Integer, Long> ends(IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < Topic.BREACHES.partitions(); partition++) {
            asked.put(
                    new TopicPartition(Topic.BREACHES.topicName(), partition), OffsetSpec.latest());
        }
        Map<Integer, Long> ends = new TreeMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    /**
     * True where records that were not committed at that time are committed now: a job that was
     * killed then commits what its restored checkpoint had pre-committed, and the rest is aborted.
     */
    public boolean isCommittedSince(Ends then) throws Exception {
        Map<Integer, Long> stable = ends(IsolationLevel.READ_COMMITTED);
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put("isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (int partition : then.high.keySet()) {
                long end = Math.min(then.high.get(partition), stable.get(partition));
                if (isAnyRead(consumer, partition, then.stable.get(partition), end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Markers and aborted records move the position of a reader and are not given to it. */
    private static boolean isAnyRead(
            KafkaConsumer<byte[], byte[]> consumer, int partition, long from, long end) {
        TopicPartition breaches = new TopicPartition(Topic.BREACHES.topicName(), partition);
        consumer.assign(List.of(breaches));
        consumer.seek(breaches, from);
        while (consumer.position(breaches) < end) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(WAIT)) {
                if (each.offset() < end) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() {
        admin.close();
    }
}
