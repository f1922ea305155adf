package dev.vigil.stream;

import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/**
 * CloudEvents in binary mode: attributes are headers, data is the value. A record that is too large
 * for its topic leaves as a dead letter instead: a producer would refuse it, and the job with it,
 * again after each restart.
 */
final class OutgoingSerializer
        implements KafkaRecordSerializationSchema<Outgoing>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    /** Of a batch of one record: 61 of the batch, 21 of the record, 5 for each of three lengths. */
    private static final int RECORD_OVERHEAD = 97;

    /** The lengths of name and value. */
    private static final int HEADER_OVERHEAD = 10;

    private final ArrayList<String> topics;
    private transient Counter tooLarge;

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
    public void open(
            SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        tooLarge = context.getMetricGroup().counter("tooLargeRecords");
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Outgoing outgoing, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record = record(outgoing, context);
        int bytes = bytes(record);
        if (bytes <= Topic.LARGEST_RECORD) {
            return record;
        }
        tooLarge.inc();
        return record(Outgoing.tooLarge(outgoing, bytes), context);
    }

    private static ProducerRecord<byte[], byte[]> record(
            Outgoing outgoing, KafkaSinkContext context) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        outgoing.topic(),
                        partition(outgoing, context),
                        outgoing.key().getBytes(StandardCharsets.UTF_8),
                        outgoing.data());
        outgoing.envelope().headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    /** At least what a producer counts before it compresses; a few bytes more for short fields. */
    static int bytes(ProducerRecord<byte[], byte[]> record) {
        int bytes = RECORD_OVERHEAD + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += HEADER_OVERHEAD + header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Null where its key places it, as of every producer. */
    private static Integer partition(Outgoing outgoing, KafkaSinkContext context) {
        String placedBy = Topic.named(outgoing.topic()).placedBy(outgoing.key());
        if (placedBy.equals(outgoing.key())) {
            return null;
        }
        int partitions = context.getPartitionsForTopic(outgoing.topic()).length;
        return Utils.toPositive(Utils.murmur2(placedBy.getBytes(StandardCharsets.UTF_8)))
                % partitions;
    }
}
