package dev.vigil.stream.caughtup;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker how far its logs go; called by one thread, never twice at a time.
 *
 * <p>Every method may block up to the probe's time-out and may throw: a failed probe moves nothing.
 */
public interface LogEndProbe extends AutoCloseable {

    /**
     * What the logs were at a time: T0 was read before the counts, the counts before the ends.
     *
     * @param counts number of partitions of each topic
     */
    record Look(long t0Ms, Map<String, Integer> counts, Map<TopicPartition, LogEnd> ends) {}

    /**
     * Looks at the logs. An implementation may answer with what another probe saw, if that began to
     * look later than {@code askedNanos} ({@link System#nanoTime}).
     */
    default Look look(
            Set<String> topics, Set<TopicPartition> partitions, WallClock clock, long askedNanos)
            throws Exception {
        // The order is the proof: what comes after T0 need not be covered by the watermark T0.
        long t0Ms = clock.nowMs();
        return new Look(
                t0Ms,
                topics.isEmpty() ? Map.of() : partitionCounts(topics),
                partitions.isEmpty() ? Map.of() : logEnds(partitions));
    }

    /** Number of partitions of each topic, now; throws where a topic is not the one seen before. */
    Map<String, Integer> partitionCounts(Set<String> topics) throws Exception;

    /** The ends of the logs, now; an answer must hold every partition asked for. */
    Map<TopicPartition, LogEnd> logEnds(Set<TopicPartition> partitions) throws Exception;

    /**
     * How far it is certain that a read_committed reader will find no record at an offset from
     * {@code from} (negative: from the start of the log) up to, not including, the answer: only
     * transaction markers, aborted records or holes left by compaction and retention. At most
     * {@code to}; {@code from} where nothing is certain, less than {@code to} where the time-out is
     * first.
     */
    long clearUpTo(TopicPartition partition, long from, long to) throws Exception;

    @Override
    void close();

    /**
     * Offsets one past the last replicated record ({@code highWatermark}) and one past the last
     * record that no open transaction precedes ({@code lastStable}).
     */
    record LogEnd(long highWatermark, long lastStable) {}

    /** Opens a probe on the probe thread of each subtask. */
    @FunctionalInterface
    interface Factory extends Serializable {
        LogEndProbe open();
    }

    /**
     * Probes of a real cluster.
     *
     * @param properties bootstrap servers and security
     * @param timeout after which a question counts as failed
     */
    static Factory kafka(Properties properties, Duration timeout) {
        Properties copy = new Properties();
        copy.putAll(properties);
        return () -> new KafkaLogEndProbe(copy, timeout);
    }
}
