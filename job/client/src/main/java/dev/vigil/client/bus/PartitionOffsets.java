package dev.vigil.client.bus;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a partition begins and ends.
 *
 * @param end the first offset behind its last record
 * @param since of each time that was asked for: the first offset that was stored then or later, the
 *     end where there is none
 */
public record PartitionOffsets(TopicPartition partition, long begin, long end, List<Long> since) {}
