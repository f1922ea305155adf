package dev.vigil.stream.caughtup;

import dev.vigil.stream.caughtup.SharedLogEnds.Found;
import dev.vigil.stream.caughtup.SharedLogEnds.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Probes a Kafka cluster: the ends of logs with all other probes of the process, log tails without
 * data with a consumer of its own.
 */
final class KafkaLogEndProbe implements LogEndProbe {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Properties properties;
    private final Duration timeout;
    private final KafkaLogEnds logEnds;
    private final Map<String, Uuid> topicIds = new HashMap<>();
    private KafkaConsumer<byte[], byte[]> tailReader;

    KafkaLogEndProbe(Properties properties, Duration timeout) {
        this.properties = properties;
        this.timeout = timeout;
        this.logEnds = KafkaLogEnds.open(properties, timeout);
    }

    @Override
    public Look look(
            Set<String> topics, Set<TopicPartition> partitions, WallClock clock, long askedNanos)
            throws Exception {
        SharedLogEnds.Look look =
                logEnds.shared().look(this, topics, partitions, clock, askedNanos);
        return new Look(look.t0Ms(), counts(topics, look.topics()), of(partitions, look.ends()));
    }

    @Override
    public Map<String, Integer> partitionCounts(Set<String> topics) throws Exception {
        return counts(topics, logEnds.topics(topics));
    }

    private Map<String, Integer> counts(Set<String> topics, Map<String, Found<Topic>> found)
            throws Exception {
        Map<String, Integer> counts = new HashMap<>();
        for (Map.Entry<String, Topic> topic : of(topics, found).entrySet()) {
            refuseAnother(topic.getKey(), topic.getValue().id());
            counts.put(topic.getKey(), topic.getValue().partitions());
        }
        return counts;
    }

    /** Offsets of the old log mean nothing in the new one, and its first records are never read. */
    private void refuseAnother(String topic, Uuid id) {
        Uuid first = topicIds.putIfAbsent(topic, id);
        if (first != null && !first.equals(id)) {
            throw new IllegalStateException(
                    "Expected the topic "
                            + topic
                            + " as it was at the start, got a new topic of that name; start the job"
                            + " without its state, so that it reads all of the new one.");
        }
    }

    @Override
    public Map<TopicPartition, LogEnd> logEnds(Set<TopicPartition> partitions) throws Exception {
        return of(partitions, logEnds.ends(partitions));
    }

    private static <K, V> Map<K, V> of(Set<K> asked, Map<K, Found<V>> found) throws Exception {
        Map<K, V> answers = new HashMap<>();
        for (K one : asked) {
            answers.put(one, found.get(one).get());
        }
        return answers;
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

    @Override
    public void close() {
        logEnds.shared().leave(this);
        logEnds.close();
        if (tailReader != null) {
            tailReader.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
