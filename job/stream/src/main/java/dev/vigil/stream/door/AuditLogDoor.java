package dev.vigil.stream.door;

import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads back what the audit log has published: its pages and seals. */
public final class AuditLogDoor extends Door<AuditInput> {
    private static final long serialVersionUID = 1L;

    public AuditLogDoor(WallClock now) {
        super(AuditInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<AuditInput> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        out.collect(
                switch (event) {
                    case AUDIT_PAGE -> AuditInput.page(Json.read(record.value(), AuditPage.class));
                    case AUDIT_SEAL -> AuditInput.seal(Json.read(record.value(), AuditSeal.class));
                    default -> throw wrongTopic(event, record);
                });
    }

    /** Counted and no more: a stranger can't write there, and the record is there to be read. */
    @Override
    AuditInput dead(DeadLetter letter) {
        return AuditInput.unreadable();
    }
}
