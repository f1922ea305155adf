package dev.vigil.client.bus;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of a topic that were committed when it began, each read when it is asked for: a topic
 * of any length beside another one. A broker that does not answer is an {@link
 * UncheckedIOException}. For one thread.
 */
public final class TopicCursor implements Iterator<ConsumerRecord<byte[], byte[]>>, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();

    TopicCursor(KafkaConsumer<byte[], byte[]> assigned) {
        consumer = assigned;
        ends = consumer.endOffsets(consumer.assignment());
    }

    /** The first offset behind the records, of the longest partition. */
    public long end() {
        return ends.values().stream().mapToLong(end -> end).max().orElse(0);
    }

    @Override
    public boolean hasNext() {
        try {
            while (!polled.hasNext() && !Bus.reached(consumer, ends)) {
                polled = consumer.poll(POLL).iterator();
            }
            return polled.hasNext();
        } catch (KafkaException e) {
            throw new UncheckedIOException(new BusException("reading " + ends.keySet(), e));
        }
    }

    @Override
    public ConsumerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return polled.next();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
