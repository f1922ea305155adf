package dev.vigil.stream.caughtup;

import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/**
 * Passes on what the reader emits, and remembers the last heartbeat of each partition. A record
 * gets as its timestamp the watermark that went ahead of it: a stage that reads it by two ways may
 * not act on it before a later one has come.
 *
 * <p>It is not a field of the records: they wait in the clock's state too, each of 10,000 items of
 * a notice with 9 bytes more of which only the latest is asked for, and every stage on the way
 * would have to copy it, where Flink passes a timestamp on by itself. Nor can the clock ask its own
 * watermark: that is the least of all its inputs, so the one that went ahead of the record at its
 * source may still be under way.
 */
final class StampingOutput<T> implements ReaderOutput<T> {

    private final ReaderOutput<T> output;
    private final HeartbeatTime<T> heartbeat;
    private final LongSupplier reachedMs;
    private final Map<String, Long> lastBySplit = new HashMap<>();

    /**
     * @param reachedMs the last watermark; the minimum for none, or where it has no time
     */
    StampingOutput(ReaderOutput<T> output, HeartbeatTime<T> heartbeat, LongSupplier reachedMs) {
        this.output = output;
        this.heartbeat = heartbeat;
        this.reachedMs = reachedMs;
    }

    /** The least of the last heartbeats; the minimum while a partition has had none. */
    long leastMs(Set<TopicPartition> partitions) {
        return partitions.stream()
                .map(KafkaPartitionSplit::toSplitId)
                .mapToLong(split -> lastBySplit.getOrDefault(split, Long.MIN_VALUE))
                .min()
                .orElse(Long.MIN_VALUE);
    }

    /** The partition whose heartbeat is the least, for a person. */
    StopReason laggard(Set<TopicPartition> partitions) {
        return partitions.stream()
                .map(KafkaPartitionSplit::toSplitId)
                .min(Comparator.comparingLong(s -> lastBySplit.getOrDefault(s, Long.MIN_VALUE)))
                .map(
                        split ->
                                lastBySplit.containsKey(split)
                                        ? StopReason.of(
                                                StopCode.OLD_HEARTBEAT,
                                                split,
                                                Instant.ofEpochMilli(lastBySplit.get(split)))
                                        : StopReason.of(StopCode.NO_HEARTBEAT, split))
                .orElse(StopReason.of(StopCode.NO_PARTITION));
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String split) {
        return new OfSplit(split, output.createOutputForSplit(split));
    }

    @Override
    public void releaseOutputForSplit(String split) {
        output.releaseOutputForSplit(split);
        lastBySplit.remove(split);
    }

    @Override
    public void collect(T record) {
        output.collect(record);
    }

    @Override
    public void collect(T record, long timestampMs) {
        output.collect(record, timestampMs);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        output.markIdle();
    }

    @Override
    public void markActive() {
        output.markActive();
    }

    private final class OfSplit implements SourceOutput<T> {

        private final String split;
        private final SourceOutput<T> inner;

        OfSplit(String split, SourceOutput<T> inner) {
            this.split = split;
            this.inner = inner;
        }

        @Override
        public void collect(T record) {
            inner.collect(record, reachedMs.getAsLong());
            hear(record);
        }

        @Override
        public void collect(T record, long timestampMs) {
            collect(record);
        }

        private void hear(T record) {
            Long timeMs = heartbeat.timeMs(record);
            if (timeMs != null) {
                lastBySplit.put(split, timeMs);
            }
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            inner.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            inner.markIdle();
        }

        @Override
        public void markActive() {
            inner.markActive();
        }
    }
}
