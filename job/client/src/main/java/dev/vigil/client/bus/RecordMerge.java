package dev.vigil.client.bus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of some partitions up to what is committed at first, each partition in the order of
 * its offsets and the earliest of their next ones first.
 */
final class RecordMerge implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final List<Partition> partitions = new ArrayList<>();

    RecordMerge(Properties client, List<TopicPartition> of) {
        for (TopicPartition one : of) {
            partitions.add(new Partition(consumer(client), one));
        }
    }

    static Map<TopicPartition, Long> begins(Properties client, Collection<TopicPartition> of) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
            return consumer.beginningOffsets(of);
        }
    }

    static Map<TopicPartition, Long> ends(Properties client, Collection<TopicPartition> of) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
            return consumer.endOffsets(of);
        }
    }

    /** A consumer of its own for each partition: what one has fetched ahead is at most 1 MB. */
    private static KafkaConsumer<byte[], byte[]> consumer(Properties client) {
        Map<String, Object> settings = new HashMap<>();
        client.forEach((name, value) -> settings.put((String) name, value));
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(settings, bytes, bytes);
    }

    /** Null behind the last one. */
    ConsumerRecord<byte[], byte[]> next() {
        Partition earliest = null;
        for (Partition one : partitions) {
            ConsumerRecord<byte[], byte[]> head = one.head();
            if (head != null
                    && (earliest == null || head.timestamp() < earliest.head().timestamp())) {
                earliest = one;
            }
        }
        return earliest == null ? null : earliest.read.poll();
    }

    @Override
    public void close() {
        partitions.forEach(one -> one.consumer.close());
    }

    /** One of them, and what was read of it ahead. */
    private static final class Partition {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition of;
        private final long end;
        private final ArrayDeque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

        Partition(KafkaConsumer<byte[], byte[]> consumer, TopicPartition of) {
            this.consumer = consumer;
            this.of = of;
            consumer.assign(List.of(of));
            consumer.seekToBeginning(List.of(of));
            end = consumer.endOffsets(List.of(of)).get(of);
        }

        /** Waits for it; null behind the last one. */
        ConsumerRecord<byte[], byte[]> head() {
            while (read.isEmpty() && consumer.position(of) < end) {
                consumer.poll(POLL).forEach(read::add);
            }
            ConsumerRecord<byte[], byte[]> head = read.peek();
            return head == null || head.offset() >= end ? null : head;
        }
    }
}
