package dev.vigil.stream.caughtup;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Probes a Kafka cluster with an admin client and, for log tails without data, a consumer. */
final class KafkaLogEndProbe implements LogEndProbe {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Properties properties;
    private final Duration timeout;
    private final Admin admin;
    private final Map<String, Uuid> topicIds = new HashMap<>();
    private KafkaConsumer<byte[], byte[]> tailReader;

    KafkaLogEndProbe(Properties properties, Duration timeout) {
        this.properties = properties;
        this.timeout = timeout;
        String timeoutMs = Long.toString(timeout.toMillis());
        Properties forAdmin = copy();
        forAdmin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        forAdmin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        this.admin = Admin.create(forAdmin);
    }

    @Override
    public Map<String, Integer> partitionCounts(Set<String> topics) throws Exception {
        Map<String, Integer> counts = new HashMap<>();
        for (TopicDescription topic :
                await(admin.describeTopics(topics).allTopicNames()).values()) {
            refuseAnother(topic);
            counts.put(topic.name(), topic.partitions().size());
        }
        return counts;
    }

    /** Offsets of the old log mean nothing in the new one, and its first records are never read. */
    private void refuseAnother(TopicDescription topic) {
        Uuid first = topicIds.putIfAbsent(topic.name(), topic.topicId());
        if (first != null && !first.equals(topic.topicId())) {
            throw new IllegalStateException(
                    "Expected the topic "
                            + topic.name()
                            + " as it was at the start, got a new topic of that name; start the job"
                            + " without its state, so that it reads all of the new one.");
        }
    }

    @Override
    public Map<TopicPartition, LogEnd> logEnds(Set<TopicPartition> partitions) throws Exception {
        var highWatermarks = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
        var lastStable = ends(partitions, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, LogEnd> ends = new HashMap<>();
        var high = await(highWatermarks);
        var stable = await(lastStable);
        for (TopicPartition partition : partitions) {
            ends.put(
                    partition,
                    new LogEnd(high.get(partition).offset(), stable.get(partition).offset()));
        }
        return ends;
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends(
            Set<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all();
    }

    @Override
    public long clearUpTo(TopicPartition partition, long from, long to) {
        KafkaConsumer<byte[], byte[]> reader = tailReader();
        List<TopicPartition> one = List.of(partition);
        reader.assign(one);
        if (from < 0) {
            reader.seekToBeginning(one);
        } else {
            reader.seek(partition, from);
        }
        long sure = from;
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        do {
            for (ConsumerRecord<byte[], byte[]> found : reader.poll(POLL)) {
                return Math.min(found.offset(), to);
            }
            // A fetch that holds no data moves the position over markers and aborted records.
            sure = Math.min(reader.position(partition, timeout), to);
        } while (sure < to && System.nanoTime() < deadlineNanos);
        return sure;
    }

    private KafkaConsumer<byte[], byte[]> tailReader() {
        if (tailReader == null) {
            Properties forReader = copy();
            forReader.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            forReader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
            // Where retention has passed the asked offset, the start of the log is the next data.
            forReader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            forReader.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
            // Only the first record matters; a broker still sends at least one whole batch.
            forReader.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "16384");
            var bytes = new ByteArrayDeserializer();
            tailReader = new KafkaConsumer<>(forReader, bytes, bytes);
        }
        return tailReader;
    }

    private Properties copy() {
        Properties copy = new Properties();
        copy.putAll(properties);
        return copy;
    }

    private <V> V await(KafkaFuture<V> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        if (tailReader != null) {
            tailReader.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
