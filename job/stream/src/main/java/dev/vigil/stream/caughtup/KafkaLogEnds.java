package dev.vigil.stream.caughtup;

import dev.vigil.stream.caughtup.LogEndProbe.LogEnd;
import dev.vigil.stream.caughtup.SharedLogEnds.Found;
import dev.vigil.stream.caughtup.SharedLogEnds.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The ends of a cluster's logs: one admin client for all probes of the process that ask it. */
final class KafkaLogEnds implements SharedLogEnds.Broker {

    /** By the settings of the client. */
    private static final Map<Properties, KafkaLogEnds> OPEN = new HashMap<>();

    private final Properties settings;
    private final Duration timeout;
    private final Admin admin;
    private final SharedLogEnds shared = new SharedLogEnds(this);
    private int users;

    private KafkaLogEnds(Properties settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.admin = Admin.create(settings);
    }

    /** To be closed as often as it is opened. */
    static KafkaLogEnds open(Properties clients, Duration timeout) {
        Properties settings = new Properties();
        settings.putAll(clients);
        String timeoutMs = Long.toString(timeout.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        synchronized (OPEN) {
            KafkaLogEnds open =
                    OPEN.computeIfAbsent(settings, none -> new KafkaLogEnds(settings, timeout));
            open.users++;
            return open;
        }
    }

    SharedLogEnds shared() {
        return shared;
    }

    @Override
    public Map<String, Found<Topic>> topics(Set<String> names) throws InterruptedException {
        return found(
                admin.describeTopics(names).topicNameValues(),
                topic -> new Topic(topic.topicId(), topic.partitions().size()));
    }

    @Override
    public Map<TopicPartition, Found<LogEnd>> ends(Set<TopicPartition> partitions)
            throws InterruptedException {
        var asksHigh = asked(partitions, IsolationLevel.READ_UNCOMMITTED);
        var asksStable = asked(partitions, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Found<Long>> high = found(asksHigh, ListOffsetsResultInfo::offset);
        Map<TopicPartition, Found<Long>> stable = found(asksStable, ListOffsetsResultInfo::offset);
        Map<TopicPartition, Found<LogEnd>> ends = new HashMap<>();
        for (TopicPartition partition : partitions) {
            ends.put(partition, both(high.get(partition), stable.get(partition)));
        }
        return ends;
    }

    private static Found<LogEnd> both(Found<Long> high, Found<Long> stable) {
        Exception failure = high.failure() == null ? stable.failure() : high.failure();
        return failure == null
                ? new Found<>(new LogEnd(high.value(), stable.value()), null)
                : new Found<>(null, failure);
    }

    private Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> asked(
            Set<TopicPartition> partitions, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        ListOffsetsResult asked = admin.listOffsets(latest, new ListOffsetsOptions(isolation));
        Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(partition, asked.partitionResult(partition)));
        return ends;
    }

    private <K, A, V> Map<K, Found<V>> found(Map<K, KafkaFuture<A>> answers, Function<A, V> form)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + timeout.toNanos();
        Map<K, Found<V>> found = new HashMap<>();
        for (Map.Entry<K, KafkaFuture<A>> answer : answers.entrySet()) {
            found.put(answer.getKey(), found(answer.getValue(), form, untilNanos));
        }
        return found;
    }

    private static <A, V> Found<V> found(
            KafkaFuture<A> answer, Function<A, V> form, long untilNanos)
            throws InterruptedException {
        try {
            long leftNanos = Math.max(0, untilNanos - System.nanoTime());
            return new Found<>(form.apply(answer.get(leftNanos, TimeUnit.NANOSECONDS)), null);
        } catch (ExecutionException | TimeoutException failed) {
            return new Found<>(null, failed);
        }
    }

    void close() {
        synchronized (OPEN) {
            if (--users == 0) {
                OPEN.remove(settings);
                admin.close(Duration.ZERO);
            }
        }
    }
}
