package dev.vigil.stream.caughtup;

import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes the record for "what the log held at start-up has been emitted", one per partition and
 * start of the job.
 *
 * <p>It leaves the source subtask behind that data; a receiver knows a topic as loaded when it has
 * seen all {@code partitionsOfTopic} partitions. After a restart the markers are sent again.
 */
@FunctionalInterface
public interface LoadedMarker<T> extends Serializable {

    T mark(TopicPartition partition, int partitionsOfTopic);
}
