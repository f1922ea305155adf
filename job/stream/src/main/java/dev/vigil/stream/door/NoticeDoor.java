package dev.vigil.stream.door;

import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.AlertAcknowledged;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.Heartbeat;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeWithdrawn;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The notice topics: notices, confirmations, acknowledgements, heartbeats. */
public final class NoticeDoor extends Door<NoticeInput> {
    private static final long serialVersionUID = 1L;

    public NoticeDoor(NowMs now) {
        super(NoticeInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<NoticeInput> out) {
        switch (event) {
            case NOTICE_RECEIVED -> {
                NoticeReceived notice = Json.read(record.value(), NoticeReceived.class);
                requireKey(record, notice.noticeId());
                refuseFuture("receivedAt", notice.receivedAt());
                out.collect(NoticeInput.received(notice));
            }
            case NOTICE_WITHDRAWN -> {
                NoticeWithdrawn withdrawn = Json.read(record.value(), NoticeWithdrawn.class);
                requireKey(record, withdrawn.noticeId());
                refuseFuture("at", withdrawn.at());
                out.collect(NoticeInput.withdrawn(withdrawn));
            }
            case ACTION_CONFIRMED -> {
                ActionConfirmed confirmed = Json.read(record.value(), ActionConfirmed.class);
                requireKey(record, confirmed.itemId());
                refuseFuture("effectiveAt", confirmed.effectiveAt());
                out.collect(NoticeInput.confirmed(confirmed, envelope.timeMs()));
            }
            case ALERT_ACKNOWLEDGED -> {
                AlertAcknowledged seen = Json.read(record.value(), AlertAcknowledged.class);
                requireKey(record, seen.noticeId());
                refuseFuture("at", seen.at());
                out.collect(NoticeInput.acknowledged(seen));
            }
            case HEARTBEAT -> {
                Heartbeat beat = Json.read(record.value(), Heartbeat.class);
                refuseFuture("at", beat.at());
                out.collect(NoticeInput.heartbeat(beat.at()));
            }
            default -> throw wrongTopic(event, record);
        }
    }

    @Override
    NoticeInput dead(DeadLetter letter) {
        return NoticeInput.dead(letter);
    }
}
