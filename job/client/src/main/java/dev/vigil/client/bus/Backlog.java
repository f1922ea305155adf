package dev.vigil.client.bus;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of several partitions by ascending time: each partition is read in its own order, and the
 * earliest of their heads is next, once each has one or has ended. Holds a few fetches of each.
 */
final class Backlog {
    /** Of a partition; while it has as many it is not fetched. */
    static final int ENOUGH = 500;

    private static final Comparator<ArrayDeque<ConsumerRecord<byte[], byte[]>>> EARLIEST_HEAD =
            Comparator.comparingLong(of -> of.peek().timestamp());

    private final Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> held =
            new HashMap<>();
    private final PriorityQueue<ArrayDeque<ConsumerRecord<byte[], byte[]>>> heads =
            new PriorityQueue<>(EARLIEST_HEAD);
    private final Set<TopicPartition> awaited;

    Backlog(Collection<TopicPartition> partitions) {
        awaited = new HashSet<>(partitions);
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        ArrayDeque<ConsumerRecord<byte[], byte[]>> of =
                held.computeIfAbsent(partition, it -> new ArrayDeque<>());
        of.add(record);
        if (of.size() == 1) {
            heads.add(of);
            awaited.remove(partition);
        }
    }

    /** All that was there of it has been added. */
    void ended(TopicPartition partition) {
        awaited.remove(partition);
    }

    boolean isEnough(TopicPartition partition) {
        return held.containsKey(partition) && held.get(partition).size() >= ENOUGH;
    }

    /**
     * The earliest; null where there is none, or a partition may have an earlier one.
     *
     * @param goesOn partitions that have not ended
     */
    ConsumerRecord<byte[], byte[]> next(Set<TopicPartition> goesOn) {
        if (!awaited.isEmpty() || heads.isEmpty()) {
            return null;
        }
        ArrayDeque<ConsumerRecord<byte[], byte[]>> of = heads.poll();
        ConsumerRecord<byte[], byte[]> next = of.poll();
        TopicPartition partition = new TopicPartition(next.topic(), next.partition());
        if (!of.isEmpty()) {
            heads.add(of);
        } else if (goesOn.contains(partition)) {
            awaited.add(partition);
        }
        return next;
    }
}
