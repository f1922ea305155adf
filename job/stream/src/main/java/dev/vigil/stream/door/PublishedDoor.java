package dev.vigil.stream.door;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the notice job has published itself, read back: the id alone identifies it. Only the job may
 * write there; see the access rules of the topics.
 */
public final class PublishedDoor extends Door<NoticeInput> {
    private static final long serialVersionUID = 1L;

    /** {@code notice/generation/what}, where {@code what} may have parts of its own. */
    private static final int PARTS = 3;

    public PublishedDoor(WallClock now) {
        super(NoticeInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<NoticeInput> out) {
        switch (event) {
            case ESCALATION, ESCALATION_RESOLVED, BREACH, BREACH_CORRECTION ->
                    out.collect(adopted(envelope));
            default -> throw wrongTopic(event, record);
        }
    }

    /** The content of a record by its id. */
    public static NoticeInput adopted(Envelope envelope) {
        String[] parts = envelope.id().split("/", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException(
                    "ce_id: expected notice/generation/level, got '" + envelope.id() + "'");
        }
        return NoticeInput.adopted(
                parts[0], new Adopted(Integer.parseInt(parts[1]), parts[2], envelope.timeMs()));
    }

    /** Compaction removes what is not needed again. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<NoticeInput> out) {}

    @Override
    NoticeInput dead(DeadLetter letter) {
        return NoticeInput.dead(letter);
    }
}
