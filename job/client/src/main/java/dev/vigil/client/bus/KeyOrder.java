package dev.vigil.client.bus;

import dev.vigil.schema.wire.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Refuses a record that comes behind a later one of its key. Of a key that is in two partitions the
 * later record is the one with the later time: of equal times neither is. Where a partition's times
 * go back, a merge by time holds up a record behind one with a later time.
 *
 * <p>Of the latest 200,000 keys it remembers the last record, in about 25 MB. Of all other keys it
 * knows only the latest time, and whether any record was in another partition than its key is
 * placed in now: without one, no key is in two partitions.
 */
final class KeyOrder {
    private static final int REMEMBERED = 200_000;

    private final Topic placing;
    private final int partitions;
    private final Map<UUID, Last> last;
    private long forgottenMs = Long.MIN_VALUE;
    private boolean hasMoved;

    /**
     * @param partitions how many the topic has that is read
     */
    KeyOrder(Topic placing, int partitions) {
        this(placing, partitions, REMEMBERED);
    }

    /** For tests: with another count of keys. */
    KeyOrder(Topic placing, int partitions, int remembered) {
        this.placing = placing;
        this.partitions = partitions;
        last =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<UUID, Last> eldest) {
                        if (size() <= remembered) {
                            return false;
                        }
                        forgottenMs = Math.max(forgottenMs, eldest.getValue().timeMs);
                        return true;
                    }
                };
    }

    /**
     * Takes the next record of the merge.
     *
     * @throws IllegalArgumentException where it may be an earlier one than what was taken of its
     *     key
     */
    void next(ConsumerRecord<byte[], byte[]> record) {
        hasMoved |= record.partition() != Push.partition(placing, record.key(), partitions);
        UUID key = UUID.nameUUIDFromBytes(Push.placing(placing, record.key()));
        Last before = last.get(key);
        long timeMs = record.timestamp();
        if (before == null) {
            if (hasMoved && timeMs <= forgottenMs) {
                throw refused(record, forgottenMs);
            }
        } else if (before.partition == record.partition()) {
            // Within a partition the offset says which is the later one.
            timeMs = Math.max(timeMs, before.timeMs);
        } else if (timeMs <= before.timeMs) {
            throw refused(record, before.timeMs);
        }
        last.put(key, new Last(record.partition(), timeMs));
    }

    private static IllegalArgumentException refused(
            ConsumerRecord<byte[], byte[]> record, long beforeMs) {
        return new IllegalArgumentException(
                new TopicPartition(record.topic(), record.partition())
                        + " at "
                        + record.offset()
                        + ": expected a time after "
                        + Instant.ofEpochMilli(beforeMs)
                        + ", got "
                        + Instant.ofEpochMilli(record.timestamp())
                        + ": the times do not show which record of a key is the last one;"
                        + " delete what was copied so far, and restore a backup from before"
                        + " partitions were added");
    }

    /** Of a key, the partition of the last record and the latest time. */
    private record Last(int partition, long timeMs) {}
}
