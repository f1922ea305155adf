package dev.vigil.client.inspect;

import dev.vigil.client.bus.PartitionOffsets;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;

/**
 * Where a span lies in a partition. Its times are Kafka's, which most topics have from their
 * producers, so they need not be in the order of offsets: one record may be stamped a day ahead.
 * Kafka only says where the first record of a time or later is. What is behind the first one that
 * is later than the span is therefore looked at one by one; where the span reaches to now, that is
 * next to nothing.
 *
 * @param first from here on records are read, for what others rest on
 * @param from from here on they may count
 * @param to the first one behind the last of the span
 */
record SpanOffsets(PartitionOffsets partition, long first, long from, long to) {
    /** Offsets of records of the span behind one that is later; -1 for none. */
    private static final class Later {
        private long first = -1;
        private long from = -1;
        private long last = -1;
    }

    /**
     * Finds them.
     *
     * @param partition with the offsets since {@link #sinceMs}
     * @param each is called for each record that is looked at
     */
    static SpanOffsets of(
            InspectionSource topics,
            InspectionScope scope,
            PartitionOffsets partition,
            Runnable each)
            throws IOException {
        Topic topic = Topic.named(partition.partition().topic());
        long from = partition.since().get(1);
        if (isAll(topic)) {
            return new SpanOffsets(partition, partition.begin(), from, partition.end());
        }
        long first = InspectionTopics.isCommands(topic) ? partition.since().get(0) : from;
        long end = partition.since().get(2);
        Later later = new Later();
        topics.records(
                partition.partition(),
                end,
                partition.end(),
                record -> {
                    each.run();
                    if (isRead(topic, scope, record.timestamp())) {
                        later.last = record.offset();
                        later.first = later.first < 0 ? later.last : later.first;
                        boolean isFirst = later.from < 0 && scope.holds(record.timestamp());
                        later.from = isFirst ? later.last : later.from;
                    }
                });
        long to = Math.max(end, later.last + 1);
        return new SpanOffsets(
                partition,
                first < end || later.first < 0 ? first : later.first,
                from < end ? from : later.from < 0 ? to : later.from,
                to);
    }

    /** The times that it needs the offsets of. */
    static long[] sinceMs(InspectionScope scope) {
        return new long[] {beforeMs(scope), scope.fromMs(), scope.toMs()};
    }

    /** Of these all records are read, however old. */
    private static boolean isAll(Topic topic) {
        return InspectionTopics.isRegister(topic) || topic == Topic.FIGURES;
    }

    /** True of a time within the span, and before it where others rest on it. */
    static boolean isRead(Topic topic, InspectionScope scope, long ms) {
        long fromMs = InspectionTopics.isCommands(topic) ? beforeMs(scope) : scope.fromMs();
        return isAll(topic) || ms >= fromMs && ms < scope.toMs();
    }

    private static long beforeMs(InspectionScope scope) {
        return Math.max(0, scope.fromMs() - InspectionTopics.BEFORE.toMillis());
    }
}
