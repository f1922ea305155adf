package dev.vigil.client.bus;

import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics from where a consumer group has got to, all partitions in one reader: the group only
 * holds the offsets. So its broker never takes a reader that waits long for a dead one; two readers
 * of one group at once read everything twice. For one thread.
 */
public final class GroupReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How soon a partition that was added is read. */
    private static final Duration NEW_PARTITIONS_WITHIN = Duration.ofSeconds(30);

    /** What a kill between sending and committing repeats, at most. */
    private static final String RECORDS_PER_POLL = "100";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Collection<Topic> topics;
    private final Duration newPartitionsWithin;
    private long lookAtNanos;
    private final Map<TopicPartition, Long> ends;
    private final LeftOut leftOut = new LeftOut();

    public GroupReader(Properties client, String group, Collection<Topic> topics)
            throws BusException {
        this(client, group, topics, NEW_PARTITIONS_WITHIN);
    }

    GroupReader(
            Properties client, String group, Collection<Topic> topics, Duration newPartitionsWithin)
            throws BusException {
        this.topics = List.copyOf(topics);
        this.newPartitionsWithin = newPartitionsWithin;
        Properties properties = new Properties();
        properties.put("metadata.max.age.ms", Long.toString(newPartitionsWithin.toMillis()));
        properties.put("default.api.timeout.ms", "20000");
        properties.put("request.timeout.ms", "10000");
        properties.putAll(client);
        properties.put("group.id", group);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", RECORDS_PER_POLL);
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(Bus.partitions(consumer, topics));
            lookAtNanos = System.nanoTime() + newPartitionsWithin.toNanos();
            ends = consumer.endOffsets(consumer.assignment());
        } catch (KafkaException e) {
            consumer.close();
            throw new BusException("reading topics", e);
        }
    }

    /**
     * Reads what was there at the start of this reader, then goes where the group has got to: what
     * is recent, and what the group has yet to read. A new group begins with what is recent.
     *
     * @param since of each topic: record time (UTC epoch ms) from which on it is recent
     * @param each gets an event, and true where the group has committed it
     */
    public void recent(ToLongFunction<Topic> since, BiConsumer<Event, Boolean> each)
            throws BusException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(new HashSet<>(consumer.assignment()));
            Map<TopicPartition, Long> goOn = new HashMap<>();
            recent(since)
                    .forEach(
                            (partition, offset) -> {
                                OffsetAndMetadata got = committed.get(partition);
                                goOn.put(partition, got == null ? offset : got.offset());
                                consumer.seek(partition, Math.min(offset, goOn.get(partition)));
                            });
            while (!atEnd()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    each.accept(
                            Event.of(record, leftOut),
                            committed.get(partition(record)) != null
                                    && record.offset() < goOn.get(partition(record)));
                }
            }
            goOn.forEach(consumer::seek);
        } catch (KafkaException e) {
            throw new BusException("reading topics", e);
        }
    }

    /** The first offset of each partition that is recent; its end where none is. */
    private Map<TopicPartition, Long> recent(ToLongFunction<Topic> since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            times.put(partition, since.applyAsLong(Topic.named(partition.topic())));
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.offsetsForTimes(times)
                .forEach(
                        (partition, found) ->
                                offsets.put(
                                        partition,
                                        found == null ? ends.get(partition) : found.offset()));
        return offsets;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** What has come, perhaps nothing; in order within each partition. */
    public List<Event> poll() throws BusException {
        try {
            if (System.nanoTime() - lookAtNanos >= 0) {
                lookAtNanos = System.nanoTime() + newPartitionsWithin.toNanos();
                takeNewPartitions();
            }
            List<Event> events = new ArrayList<>();
            consumer.poll(POLL).forEach(record -> events.add(Event.of(record, leftOut)));
            return events;
        } catch (KafkaException e) {
            throw new BusException("reading topics", e);
        }
    }

    /** What was assigned before keeps its position; the group knows none of a new partition. */
    private void takeNewPartitions() {
        List<TopicPartition> all = Bus.partitions(consumer, topics);
        List<TopicPartition> added = new ArrayList<>(all);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            consumer.assign(all);
        }
    }

    /**
     * Commits all that {@link #poll} has given.
     *
     * @return false where the broker could not answer now; the next commit includes it
     */
    public boolean commit() throws BusException {
        try {
            consumer.commitSync();
            return true;
        } catch (RetriableException e) {
            return false;
        } catch (KafkaException e) {
            throw new BusException("committing offsets", e);
        }
    }

    /** True once all that was there at the start of this reader has been read. */
    public boolean atEnd() throws BusException {
        try {
            return Bus.reached(consumer, ends);
        } catch (KafkaException e) {
            throw new BusException("reading topics", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
