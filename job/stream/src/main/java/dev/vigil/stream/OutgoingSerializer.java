package dev.vigil.stream;

import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** CloudEvents in binary mode: attributes are headers, data is the value. */
final class OutgoingSerializer
        implements KafkaRecordSerializationSchema<Outgoing>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> topics;

    /**
     * @param topics that may be written to; an exactly-once sink looks for its transactions there
     */
    OutgoingSerializer(Topic... topics) {
        this.topics = new ArrayList<>(Arrays.stream(topics).map(Topic::topicName).toList());
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(topics), new Properties()));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Outgoing outgoing, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        outgoing.topic(),
                        partition(outgoing, context),
                        outgoing.key().getBytes(StandardCharsets.UTF_8),
                        outgoing.data());
        outgoing.envelope().headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    /** As every producer places a key, so that records of the edge and of the job keep order. */
    private static Integer partition(Outgoing outgoing, KafkaSinkContext context) {
        if (outgoing.partitionKey() == null) {
            return null;
        }
        byte[] key = outgoing.partitionKey().getBytes(StandardCharsets.UTF_8);
        int partitions = context.getPartitionsForTopic(outgoing.topic()).length;
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
