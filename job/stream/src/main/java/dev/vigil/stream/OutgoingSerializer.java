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
                        outgoing.key().getBytes(StandardCharsets.UTF_8),
                        outgoing.data());
        outgoing.envelope().headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }
}
