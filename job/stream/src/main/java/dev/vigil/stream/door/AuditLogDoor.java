package dev.vigil.stream.door;

import dev.vigil.audit.LogRecords;
import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.wire.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads back what the audit log has published: its pages and seals. No {@link Door}: what is an
 * entry must not depend on a clock or a header, or two runs make two logs of one topic. What is
 * unreadable is counted and no more: the record is there to be read.
 */
public final class AuditLogDoor implements KafkaRecordDeserializationSchema<AuditInput> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AuditInput> out) {
        boolean isSeal = record.topic().equals(Topic.SEALS.topicName());
        out.collect(
                isSeal
                        ? LogRecords.seal(record.value())
                                .map(AuditInput::seal)
                                .orElseGet(AuditInput::unreadable)
                        : LogRecords.page(record.value())
                                .map(page -> AuditInput.page(page, record.offset()))
                                .orElseGet(AuditInput::unreadable));
    }

    @Override
    public TypeInformation<AuditInput> getProducedType() {
        return TypeInformation.of(AuditInput.class);
    }
}
