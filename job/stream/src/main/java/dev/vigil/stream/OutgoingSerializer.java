package dev.vigil.stream;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** CloudEvents in binary mode: attributes are headers, data is the value. */
final class OutgoingSerializer implements KafkaRecordSerializationSchema<Outgoing> {
    private static final long serialVersionUID = 1L;

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
