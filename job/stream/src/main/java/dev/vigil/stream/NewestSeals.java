package dev.vigil.stream;

import dev.vigil.schema.wire.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a start without state reads what the audit log has published: all pages, as the tree is
 * made of them, and the newest seals, which contain all others.
 */
final class NewestSeals implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    /**
     * Half a day of them, some 3 MB: runs that were replaced may have written the last ones, and
     * what is no seal must not hide those that are.
     */
    static final long MOST = 10_000;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            starts.put(
                    partition,
                    partition.topic().equals(Topic.SEALS.topicName())
                            ? start(partition, offsets)
                            : KafkaPartitionSplit.EARLIEST_OFFSET);
        }
        return starts;
    }

    private static long start(TopicPartition partition, PartitionOffsetsRetriever offsets) {
        List<TopicPartition> one = List.of(partition);
        long begin = offsets.beginningOffsets(one).get(partition);
        return Math.max(begin, offsets.endOffsets(one).get(partition) - MOST);
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
