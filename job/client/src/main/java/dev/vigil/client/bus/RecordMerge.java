package dev.vigil.client.bus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed records of some partitions up to given ends, each partition in the order of its
 * offsets and the earliest of their next ones first.
 */
final class RecordMerge implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final LongSupplier nanos;
    private final List<Partition> partitions = new ArrayList<>();

    /**
     * @param ends of each the first offset that is not read; nothing before it is in an open
     *     transaction
     * @param nanos a clock as {@link System#nanoTime()} is one
     */
    RecordMerge(Properties client, Map<TopicPartition, Long> ends, LongSupplier nanos) {
        this.nanos = nanos;
        ends.forEach(
                (of, end) ->
                        partitions.add(
                                new Partition(
                                        consumer(client, IsolationLevel.READ_COMMITTED), of, end)));
    }

    static Map<TopicPartition, Long> begins(Properties client, Collection<TopicPartition> of) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                consumer(client, IsolationLevel.READ_UNCOMMITTED)) {
            return consumer.beginningOffsets(of);
        }
    }

    /** Of committed records, an end is where the first open transaction begins. */
    static Map<TopicPartition, Long> ends(
            Properties client, Collection<TopicPartition> of, IsolationLevel isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(client, isolation)) {
            return consumer.endOffsets(of);
        }
    }

    /** A consumer of its own for each partition: what one has fetched ahead is at most 1 MB. */
    private static KafkaConsumer<byte[], byte[]> consumer(
            Properties client, IsolationLevel isolation) {
        Map<String, Object> settings = new HashMap<>();
        client.forEach((name, value) -> settings.put((String) name, value));
        settings.put("isolation.level", isolation.toString().toLowerCase(Locale.ROOT));
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(settings, bytes, bytes);
    }

    /**
     * Null behind the last one.
     *
     * @throws TimeoutException where a partition gets no further for 60 s: the broker is gone
     */
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
    private final class Partition {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition of;
        private final long end;
        private final ArrayDeque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

        Partition(KafkaConsumer<byte[], byte[]> consumer, TopicPartition of, long end) {
            this.consumer = consumer;
            this.of = of;
            this.end = end;
            consumer.assign(List.of(of));
            consumer.seekToBeginning(List.of(of));
        }

        /** Waits for it; null behind the last one. */
        ConsumerRecord<byte[], byte[]> head() {
            if (read.isEmpty()) {
                read();
            }
            ConsumerRecord<byte[], byte[]> head = read.peek();
            return head == null || head.offset() >= end ? null : head;
        }

        private void read() {
            long position = consumer.position(of);
            long since = nanos.getAsLong();
            while (read.isEmpty() && position < end) {
                consumer.poll(POLL).forEach(read::add);
                // Without a record too: those of aborted transactions are passed over.
                if (consumer.position(of) > position) {
                    position = consumer.position(of);
                    since = nanos.getAsLong();
                } else if (nanos.getAsLong() - since >= STALLED.toNanos()) {
                    throw new TimeoutException(
                            of
                                    + " at "
                                    + position
                                    + " of "
                                    + end
                                    + ": nothing for "
                                    + STALLED.toSeconds()
                                    + " s");
                }
            }
        }
    }
}
