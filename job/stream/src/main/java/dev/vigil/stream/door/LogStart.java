package dev.vigil.stream.door;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.kafka.common.TopicPartition;

/** Knows where the records of a partition begin now: what was before is deleted. */
@FunctionalInterface
public interface LogStart extends Serializable {
    /** Of a task that begins. */
    default void open(InitializationContext context) {}

    /**
     * The first offset that is there.
     *
     * @throws IllegalStateException where the broker gives no answer: the source starts again, as
     *     it would for records
     */
    long of(TopicPartition partition);
}
