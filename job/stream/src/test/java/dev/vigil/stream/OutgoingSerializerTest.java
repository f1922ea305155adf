package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class OutgoingSerializerTest {
    /** As many partitions as in the table. */
    private static final KafkaSinkContext CONTEXT =
            new KafkaSinkContext() {
                @Override
                public int getParallelInstanceId() {
                    return 0;
                }

                @Override
                public int getNumberOfParallelInstances() {
                    return 1;
                }

                @Override
                public int[] getPartitionsForTopic(String topic) {
                    return IntStream.range(0, Topic.named(topic).partitions()).toArray();
                }
            };

    private final OutgoingSerializer serializer = new OutgoingSerializer(Topic.values());

    /** Null where the producer places it by its key. */
    private Integer partition(Topic topic, String key) {
        Envelope envelope =
                new Envelope("id", Envelope.MEDIA_JOB, "type", key, 0, null, null, null);
        return serializer
                .serialize(
                        new Outgoing(topic.topicName(), key, envelope, new byte[1]), CONTEXT, null)
                .partition();
    }

    /** The planted fault: the health of a reference is placed by its whole key. */
    @Test
    void whatIsOfOneWorkOrAccountIsInOnePartition() {
        for (Topic topic : Topic.values()) {
            Integer one = partition(topic, "w/a");
            boolean isTogether = !topic.placedBy("w/a").equals("w/a");
            assertThat(one != null).as(topic.topicName()).isEqualTo(isTogether);
            for (int n = 0; n < 50; n++) {
                assertThat(partition(topic, "w/" + n + "/b")).isEqualTo(one);
            }
        }
        assertThat(partition(Topic.REFERENCES, "w/r/1/0"))
                .as("as every producer places the work")
                .isEqualTo(
                        BuiltInPartitioner.partitionForKey(
                                "w".getBytes(StandardCharsets.UTF_8),
                                Topic.REFERENCES.partitions()));
    }
}
