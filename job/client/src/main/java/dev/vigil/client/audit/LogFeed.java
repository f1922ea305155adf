package dev.vigil.client.audit;

import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Iterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of a log, of one partition each, to be read on from an offset. */
@FunctionalInterface
public interface LogFeed {
    /**
     * The committed records that are there now.
     *
     * @param from the first offset
     */
    Records read(Topic topic, long from) throws IOException;

    /**
     * Some records of a topic.
     *
     * @param end where the topic ends: the first offset behind its last record
     * @param each read when it is asked for
     */
    record Records(long end, Iterator<ConsumerRecord<byte[], byte[]>> each) {}
}
