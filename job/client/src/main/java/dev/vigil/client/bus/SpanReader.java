package dev.vigil.client.bus;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads spans of offsets, of any partitions of some topics, up to what was committed when it began.
 * A broker that does not answer is an {@link UncheckedIOException}. For one thread.
 */
public final class SpanReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    /** Offsets from one to another, both included. */
    public record Span(long from, long to) {}

    SpanReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        ends = consumer.endOffsets(partitions);
    }

    /** Where each partition begins now: what was before is gone. */
    public Map<TopicPartition, Long> begins() {
        try {
            return consumer.beginningOffsets(ends.keySet());
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** Gives all records of these spans, each partition in order. */
    public void read(
            Map<TopicPartition, Span> spans, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try {
            Map<TopicPartition, Long> until = until(spans);
            consumer.assign(until.keySet());
            // Those that the last read has paused remain so.
            consumer.resume(until.keySet());
            until.keySet().forEach(it -> consumer.seek(it, spans.get(it).from()));
            while (!until.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition of = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() <= spans.get(of).to()) {
                        each.accept(record);
                    }
                }
                pauseRead(until);
            }
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private void pauseRead(Map<TopicPartition, Long> until) {
        List<TopicPartition> read = new ArrayList<>();
        until.forEach(
                (partition, end) -> {
                    if (consumer.position(partition) >= end) {
                        read.add(partition);
                    }
                });
        consumer.pause(read);
        read.forEach(until::remove);
    }

    /** Of those of which there is anything, the offset behind the last one. */
    private Map<TopicPartition, Long> until(Map<TopicPartition, Span> spans) {
        Map<TopicPartition, Long> until = new HashMap<>();
        spans.forEach(
                (partition, span) -> {
                    long end = ends.getOrDefault(partition, 0L);
                    long behind = span.to() < end ? span.to() + 1 : end;
                    if (span.from() < behind) {
                        until.put(partition, behind);
                    }
                });
        return until;
    }

    private UncheckedIOException failure(KafkaException e) {
        return new UncheckedIOException(new BusException("reading some offsets of topics", e));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
