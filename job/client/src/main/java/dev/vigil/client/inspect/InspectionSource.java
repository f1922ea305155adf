package dev.vigil.client.inspect;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.PartitionOffsets;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Where an inspection reads records: the topics, as {@link Bus} does, or a store that keeps what
 * was on them.
 */
public interface InspectionSource {
    List<PartitionOffsets> offsets(Collection<Topic> topics, long... sinceMs) throws IOException;

    void records(
            TopicPartition partition,
            long from,
            long to,
            Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws IOException;

    void records(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) throws IOException;

    /**
     * False where records of a partition are known not to be here though they were on the topic, as
     * personal data were erased: an inspection can't claim then that it has all of them.
     *
     * @param to the first offset behind those that are asked about
     */
    default boolean isWhole(TopicPartition partition, long from, long to) throws IOException {
        return true;
    }

    static InspectionSource of(Bus bus) {
        return new InspectionSource() {
            @Override
            public List<PartitionOffsets> offsets(Collection<Topic> topics, long... sinceMs)
                    throws IOException {
                return bus.offsets(topics, sinceMs);
            }

            @Override
            public void records(
                    TopicPartition partition,
                    long from,
                    long to,
                    Consumer<ConsumerRecord<byte[], byte[]>> each)
                    throws IOException {
                bus.records(partition, from, to, each);
            }

            @Override
            public void records(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each)
                    throws IOException {
                bus.records(topic, each);
            }
        };
    }
}
