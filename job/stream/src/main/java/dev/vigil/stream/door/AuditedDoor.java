package dev.vigil.stream.door;

import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordTime;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes the digest of each record, whatever it is: an event, a tombstone, or bytes that no other
 * door admits. Nothing of a record travels further. Where offsets are left out it asks whether
 * records were deleted before they were read: the log must not say that there were none.
 */
public final class AuditedDoor implements KafkaRecordDeserializationSchema<AuditInput> {
    private static final long serialVersionUID = 1L;

    private final LogStart start;
    private transient TreeHasher hasher;
    private transient Map<TopicPartition, Long> last;

    public AuditedDoor(LogStart start) {
        this.start = start;
    }

    @Override
    public void open(InitializationContext context) {
        hasher = new TreeHasher();
        last = new HashMap<>();
        start.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AuditInput> out) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Long before = last.put(partition, record.offset());
        if (before == null || record.offset() > before + 1) {
            long begin = start.of(partition);
            if (begin > (before == null ? 0 : before + 1)) {
                long to = Math.min(begin, record.offset()) - 1;
                out.collect(AuditInput.unread(record.topic(), record.partition(), to));
            }
        }
        byte[] digest = hasher.leaf(bytes(record));
        out.collect(AuditInput.digest(record.topic(), record.partition(), record.offset(), digest));
    }

    private static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
        List<RecordHeader> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        RecordPlace place = new RecordPlace(record.topic(), record.partition(), record.offset());
        RecordTime time = new RecordTime(record.timestampType().toString(), record.timestamp());
        return RecordBytes.of(place, time, record.key(), headers, record.value());
    }

    @Override
    public TypeInformation<AuditInput> getProducedType() {
        return TypeInformation.of(AuditInput.class);
    }
}
