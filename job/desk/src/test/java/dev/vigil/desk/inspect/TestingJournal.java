package dev.vigil.desk.inspect;

import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.PartitionOffsets;
import dev.vigil.client.inspect.InspectionSource;
import dev.vigil.client.inspect.TestingSpan;
import dev.vigil.client.inspect.TestingTopics;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A span of the topics with its audit log, and a journal that has read it. */
public final class TestingJournal {
    private TestingJournal() {}

    /** With each event but heartbeats, which the journal does not keep. */
    public static TestingTopics topics() throws IOException {
        return TestingSpan.topics(type -> type != EventType.HEARTBEAT);
    }

    /** The store reads all that the desk reads. */
    public static void read(Store store, TestingTopics topics) throws BusException {
        TestingTopicLog log = new TestingTopicLog().polling(500);
        for (Topic topic : Projections.topics()) {
            topics.all(topic).forEach(log::put);
        }
        try (Projector projector =
                new Projector(store, log, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!log.isRead()) {
                projector.poll();
            }
        }
    }

    /** The topics as the desk may read them: those that it does not read are not there. */
    static InspectionSource readable(TestingTopics topics) {
        return new InspectionSource() {
            @Override
            public List<PartitionOffsets> offsets(Collection<Topic> of, long... sinceMs) {
                List<Topic> some = new ArrayList<>(of);
                some.removeIf(it -> it != Topic.AUDIT && !Projections.topics().contains(it));
                return topics.offsets(some, sinceMs);
            }

            @Override
            public void records(
                    TopicPartition partition,
                    long from,
                    long to,
                    Consumer<ConsumerRecord<byte[], byte[]>> each) {
                topics.records(partition, from, to, each);
            }

            @Override
            public void records(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
                topics.records(topic, each);
            }
        };
    }

    /** The audit log of these topics. */
    public static InspectionMaker.LogConnection log(TestingTopics topics) {
        return connection(topics);
    }

    /** Of a site where no audit log is kept. */
    static InspectionMaker.LogConnection noLog() {
        return connection(
                new InspectionSource() {
                    @Override
                    public List<PartitionOffsets> offsets(Collection<Topic> of, long... sinceMs) {
                        return List.of();
                    }

                    @Override
                    public void records(
                            TopicPartition partition,
                            long from,
                            long to,
                            Consumer<ConsumerRecord<byte[], byte[]>> each) {}

                    @Override
                    public void records(
                            Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {}
                });
    }

    private static InspectionMaker.LogConnection connection(InspectionSource source) {
        return new InspectionMaker.LogConnection() {
            @Override
            public InspectionSource source() {
                return source;
            }

            @Override
            public void close() {}
        };
    }
}
