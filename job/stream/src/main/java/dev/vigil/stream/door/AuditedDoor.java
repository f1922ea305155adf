package dev.vigil.stream.door;

import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes the digest of each record, whatever it is: an event, a tombstone, or bytes that no other
 * door admits. Nothing of a record travels further.
 */
public final class AuditedDoor implements KafkaRecordDeserializationSchema<AuditInput> {
    private static final long serialVersionUID = 1L;

    private transient TreeHasher hasher;

    @Override
    public void open(InitializationContext context) {
        hasher = new TreeHasher();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AuditInput> out) {
        byte[] digest = hasher.leaf(bytes(record));
        out.collect(AuditInput.digest(record.topic(), record.partition(), record.offset(), digest));
    }

    private static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
        List<RecordHeader> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        RecordPlace place = new RecordPlace(record.topic(), record.partition(), record.offset());
        return RecordBytes.of(place, record.key(), headers, record.value());
    }

    @Override
    public TypeInformation<AuditInput> getProducedType() {
        return TypeInformation.of(AuditInput.class);
    }
}
