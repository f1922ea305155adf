package dev.vigil.peers;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What this site shares, page by page, read from the topic for each: nothing is kept. Kafka's
 * consumer is for one thread, so that one page is read at a time.
 */
final class SignalLog implements AutoCloseable {
    /** Of a page, in bytes of data: as JSON it stays below what a reader takes. */
    static final int MOST_BYTES = 2 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    SignalLog(Properties client) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.putIfAbsent("client.id", "vigil-peers");
        consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A cursor that names what is gone, or never was: who has it starts over. */
    static final class CursorGone extends Exception {
        private static final long serialVersionUID = 1L;

        CursorGone() {
            super("after: expected a cursor of what is still there, got an older or another one");
        }
    }

    /**
     * At least one record where there is any, however large.
     *
     * @param after null for the beginning
     * @param most records of a page
     */
    synchronized FeedPage page(FeedCursor after, int most) throws CursorGone {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.SIGNALS.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        Map<TopicPartition, Long> from = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> to = consumer.endOffsets(partitions);
        if (after != null) {
            from = since(after, from, to);
        }
        consumer.assign(partitions);
        from.forEach(consumer::seek);
        List<FeedEvent> events = new ArrayList<>();
        Map<TopicPartition, Long> next = read(new HashMap<>(from), to, most, events);
        return new FeedPage(
                events,
                new FeedCursor(
                        next.entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                one -> one.getKey().partition(),
                                                Map.Entry::getValue))));
    }

    /** A partition that the cursor does not know is read from its beginning. */
    private static Map<TopicPartition, Long> since(
            FeedCursor after, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to)
            throws CursorGone {
        Map<TopicPartition, Long> since = new HashMap<>();
        for (Map.Entry<TopicPartition, Long> one : from.entrySet()) {
            Long next = after.next().get(one.getKey().partition());
            long first = one.getValue();
            if (next != null && (next < first || next > to.get(one.getKey()))) {
                throw new CursorGone();
            }
            since.put(one.getKey(), next == null ? (Long) first : next);
        }
        return since;
    }

    /** Until there is a page of them, or nothing more; returns where the next one begins. */
    private Map<TopicPartition, Long> read(
            Map<TopicPartition, Long> next,
            Map<TopicPartition, Long> to,
            int most,
            List<FeedEvent> events) {
        long bytes = 0;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isAtEnd(next, to) && System.nanoTime() < until) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                int length = record.value() == null ? 0 : record.value().length;
                if (!events.isEmpty() && (events.size() == most || bytes + length > MOST_BYTES)) {
                    return next;
                }
                if (length > 0 && record.key() != null) {
                    events.add(event(record));
                    bytes += length;
                }
                next.put(
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset() + 1);
            }
            // Markers of transactions have offsets and are no records.
            if (polled.isEmpty()) {
                next.replaceAll((partition, offset) -> consumer.position(partition));
            }
        }
        return next;
    }

    private static boolean isAtEnd(Map<TopicPartition, Long> next, Map<TopicPartition, Long> to) {
        return next.entrySet().stream().allMatch(one -> one.getValue() >= to.get(one.getKey()));
    }

    private static FeedEvent event(ConsumerRecord<byte[], byte[]> record) {
        Envelope envelope =
                Envelope.parse(
                        name -> {
                            Header header = record.headers().lastHeader(name);
                            return header == null ? null : header.value();
                        });
        return new FeedEvent(
                new String(record.key(), StandardCharsets.UTF_8), envelope, record.value());
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
