package dev.vigil.bench.desk;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.project.TopicLog;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * Topics whose records are made as they are read, by a thread of their own: a broker would have to
 * store them first. The records of a poll are as many as the projector gets of a broker.
 */
final class GeneratedLog implements TopicLog {
    /** As {@code max.poll.records} of the desk. */
    static final int RECORDS_PER_POLL = 2_000;

    private static final int POLLS_AHEAD = 8;
    private static final long POLL_MS = 200;

    /** Of what is left when all records are made. */
    private static final List<ConsumerRecord<byte[], byte[]>> END = List.of();

    private final Map<String, Shape> shapes;
    private final BlockingQueue<List<ConsumerRecord<byte[], byte[]>>> polls =
            new ArrayBlockingQueue<>(POLLS_AHEAD);
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();
    private final Thread maker;
    private List<ConsumerRecord<byte[], byte[]>> made = new ArrayList<>(RECORDS_PER_POLL);
    private volatile Throwable failure;
    private boolean isOver;

    /**
     * Begins to make them.
     *
     * @param shapes those of the broker's topics
     * @param events sends all records to the sink, then returns
     */
    GeneratedLog(Map<String, Shape> shapes, Consumer<EventSink> events) {
        this.shapes = Map.copyOf(shapes);
        maker = new Thread(() -> make(events), "events");
        maker.setDaemon(true);
        maker.start();
    }

    private void make(Consumer<EventSink> events) {
        try {
            events.accept(this::add);
            hand(made);
            hand(END);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void add(Topic topic, EventType type, String key, long ms, Object event, String actor) {
        ProducerRecord<byte[], byte[]> sent = SiteRecords.of(topic, type, key, ms, event, actor);
        TopicPartition to = new TopicPartition(sent.topic(), sent.partition());
        long offset = offsets.merge(to, 1L, Long::sum) - 1;
        bytes.merge(sent.topic(), (long) sent.key().length + sent.value().length, Long::sum);
        made.add(
                new ConsumerRecord<>(
                        to.topic(),
                        to.partition(),
                        offset,
                        ms,
                        TimestampType.CREATE_TIME,
                        sent.key().length,
                        sent.value().length,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty()));
        if (made.size() == RECORDS_PER_POLL) {
            hand(made);
            made = new ArrayList<>(RECORDS_PER_POLL);
        }
    }

    private void hand(List<ConsumerRecord<byte[], byte[]>> poll) {
        try {
            polls.put(poll);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the log is closed", e);
        }
    }

    /** True once all records were polled. */
    boolean isOver() {
        return isOver;
    }

    /** Behind the last record of each partition; once it is over. */
    Map<TopicPartition, Long> ends() {
        return offsets;
    }

    /** Bytes of keys and bodies, by topic; once it is over. */
    Map<String, Long> bytes() {
        return bytes;
    }

    // As a reader sees it -------------------------------------------------------------------------

    @Override
    public Map<String, Shape> shapes(Collection<String> topics) {
        Map<String, Shape> found = new HashMap<>(shapes);
        found.keySet().retainAll(topics);
        return found;
    }

    @Override
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        partitions.forEach(one -> begins.put(one, 0L));
        return begins;
    }

    /** Far away: it grows while it is read. */
    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(one -> ends.put(one, Long.MAX_VALUE));
        return ends;
    }

    @Override
    public void readFrom(Map<TopicPartition, Long> from) {
        positions.putAll(from);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll() throws BusException {
        if (failure != null) {
            throw new IllegalStateException("making events: " + failure, failure);
        }
        try {
            List<ConsumerRecord<byte[], byte[]>> next = polls.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (next == null) {
                return ConsumerRecords.empty();
            }
            isOver = next == END;
            return polled(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("reading topics", e);
        }
    }

    private ConsumerRecords<byte[], byte[]> polled(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition from = new TopicPartition(record.topic(), record.partition());
            polled.computeIfAbsent(from, it -> new ArrayList<>()).add(record);
            positions.put(from, record.offset() + 1);
        }
        return new ConsumerRecords<>(polled, Map.of());
    }

    @Override
    public long position(TopicPartition partition) {
        return positions.get(partition);
    }

    @Override
    public void close() {
        maker.interrupt();
    }
}
