package dev.vigil.stream.caughtup;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets KafkaSource's own enumerator work and sends every reader how many partitions are assigned,
 * and as often as it asks what time it is here.
 *
 * <p>A reader gets that word after its own splits, so the owner of a new partition has the split by
 * then, and event time is held back for it at every instant.
 */
final class CaughtUpEnumerator
        implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

    /** Makes KafkaSource's enumerator once its context is known. */
    @FunctionalInterface
    interface Inner {
        SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> in(
                SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception;
    }

    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> inner;
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final boolean tellsTime;

    CaughtUpEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context,
            Collection<KafkaPartitionSplit> restored,
            boolean tellsTime,
            Inner inner)
            throws Exception {
        this.context = context;
        this.tellsTime = tellsTime;
        restored.forEach(split -> assigned.add(split.getTopicPartition()));
        this.inner = inner.in(new AssignmentWatch(context, this::assigned));
    }

    private void assigned(SplitsAssignment<KafkaPartitionSplit> assignment) {
        assignment
                .assignment()
                .values()
                .forEach(
                        splits -> splits.forEach(split -> assigned.add(split.getTopicPartition())));
        context.registeredReaders().keySet().forEach(this::tell);
    }

    private void tell(int subtask) {
        Map<String, Integer> perTopic = new HashMap<>();
        assigned.forEach(partition -> perTopic.merge(partition.topic(), 1, Integer::sum));
        context.sendEventToSourceReader(subtask, new PartitionsAssigned(perTopic));
    }

    /**
     * Never unasked: Flink fails a task that an event does not reach, such as one that has just
     * ended, and a job that is stopped with a savepoint would start anew.
     */
    private void tellTime(int subtask) {
        context.sendEventToSourceReader(subtask, new CoordinatorTime(System.currentTimeMillis()));
    }

    @Override
    public void start() {
        inner.start();
    }

    @Override
    public void handleSplitRequest(int subtask, String requesterHost) {
        inner.handleSplitRequest(subtask, requesterHost);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        splits.forEach(split -> assigned.remove(split.getTopicPartition()));
        inner.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
        // Ahead of its splits and of the word on them, which a reader waits for before it asks.
        if (tellsTime) {
            tellTime(subtask);
        }
        inner.addReader(subtask);
        tell(subtask);
    }

    @Override
    public KafkaSourceEnumState snapshotState(long checkpointId) throws Exception {
        return inner.snapshotState(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        inner.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        inner.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        if (!(event instanceof TimeAsked)) {
            inner.handleSourceEvent(subtask, event);
        } else if (context.registeredReaders().containsKey(subtask)) {
            tellTime(subtask);
        }
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
