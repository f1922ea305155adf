package dev.vigil.desk.project;

import dev.vigil.client.bus.BusException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The committed records of topics, read from positions that the reader keeps. For one thread. */
public interface TopicLog extends AutoCloseable {
    /**
     * A topic of a broker.
     *
     * @param id Kafka's: one that is made anew under the same name has another
     */
    record Shape(String id, int partitions) {}

    /** Those of the topics that are there, by name. */
    Map<String, Shape> shapes(Collection<String> topics) throws BusException;

    /** The first offset of each partition: what was before is deleted. */
    Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) throws BusException;

    /** The offset behind the last committed record of each partition. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws BusException;

    /** Reads these partitions and no others, each from its offset. */
    void readFrom(Map<TopicPartition, Long> positions);

    /**
     * What has arrived, after a short wait for it.
     *
     * @throws BusException where it can't be read, also as it was deleted
     */
    ConsumerRecords<byte[], byte[]> poll() throws BusException;

    /** Behind what was polled; offsets without a record are passed. */
    long position(TopicPartition partition);

    @Override
    void close();
}
