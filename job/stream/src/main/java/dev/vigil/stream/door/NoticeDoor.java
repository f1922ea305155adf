package dev.vigil.stream.door;

import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.ProceedingDecided;
import dev.vigil.schema.notice.ProceedingFiled;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierReport;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The notice topics: records of notifiers, users, staff and platforms about notices and items. */
public final class NoticeDoor extends Door<NoticeInput> {
    private static final long serialVersionUID = 1L;

    /**
     * How long before its record a notice may have been received: as long as the topic keeps it.
     * Whatever is older is a mistake of unit or year, and its breach record would be false.
     */
    private static final long OLDEST_MS = Topic.NOTICES.retention().toMillis();

    public NoticeDoor(WallClock now) {
        super(NoticeInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<NoticeInput> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        if (event == EventType.ALERT_ACKNOWLEDGED && isOfNoNotice(record)) {
            return;
        }
        if (event == EventType.SIGNAL_STATE) {
            reported(record).ifPresent(out::collect);
            return;
        }
        out.collect(
                switch (event) {
                    case NOTICE_RECEIVED -> received(record);
                    case NOTICE_TRIAGED -> {
                        NoticeTriaged triaged = read(record, NoticeTriaged.class);
                        check(record, triaged.noticeId(), "at", triaged.at());
                        yield NoticeInput.triaged(triaged);
                    }
                    case NOTICE_SUPPLEMENTED -> {
                        NoticeSupplemented brought = read(record, NoticeSupplemented.class);
                        check(record, brought.noticeId(), "receivedAt", brought.receivedAt());
                        refusePast(record, brought.receivedAt());
                        yield NoticeInput.supplemented(brought);
                    }
                    case NOTICE_WITHDRAWN -> {
                        NoticeWithdrawn withdrawn = read(record, NoticeWithdrawn.class);
                        check(record, withdrawn.noticeId(), "at", withdrawn.at());
                        yield NoticeInput.withdrawn(withdrawn);
                    }
                    case NOTICE_HELD -> {
                        NoticeHeld held = read(record, NoticeHeld.class);
                        check(record, held.noticeId(), "at", held.at());
                        yield NoticeInput.held(held);
                    }
                    case FORWARD_DELIVERED -> {
                        ForwardDelivered forwarded = read(record, ForwardDelivered.class);
                        check(record, forwarded.noticeId(), "deliveredAt", forwarded.deliveredAt());
                        yield NoticeInput.forwarded(forwarded);
                    }
                    case COUNTER_NOTICE -> {
                        CounterNotice counter = read(record, CounterNotice.class);
                        check(record, counter.noticeId(), "receivedAt", counter.receivedAt());
                        yield NoticeInput.countered(counter);
                    }
                    case PROCEEDING_FILED -> {
                        ProceedingFiled filed = read(record, ProceedingFiled.class);
                        check(record, filed.noticeId(), "filedAt", filed.filedAt());
                        yield NoticeInput.filed(filed);
                    }
                    case PROCEEDING_DECIDED -> {
                        ProceedingDecided decided = read(record, ProceedingDecided.class);
                        check(record, decided.noticeId(), "at", decided.at());
                        yield NoticeInput.decided(decided);
                    }
                    case NOTICE_LINK -> {
                        NoticeLink link = read(record, NoticeLink.class);
                        boolean toItem = link.kind() == LinkKind.BARRED;
                        requireKey(record, toItem ? link.itemId() : link.noticeId());
                        yield NoticeInput.linked(link, envelope.timeMs());
                    }
                    case ACTION_CONFIRMED -> {
                        ActionConfirmed confirmed = read(record, ActionConfirmed.class);
                        check(record, confirmed.itemId(), "effectiveAt", confirmed.effectiveAt());
                        refuseWrongAnswer(confirmed);
                        yield NoticeInput.confirmed(confirmed, envelope.timeMs());
                    }
                    case ACTION_REVERSED -> {
                        ItemBack back = read(record, ItemBack.class);
                        check(record, back.itemId(), "at", back.at());
                        yield NoticeInput.back(back);
                    }
                    case ALERT_ACKNOWLEDGED -> {
                        AlertAcknowledged seen = read(record, AlertAcknowledged.class);
                        check(record, seen.noticeId(), "at", seen.at());
                        yield NoticeInput.acknowledged(seen);
                    }
                    case NOTIFIER_ERASED -> {
                        requireActor(envelope);
                        NotifierErased erased = read(record, NotifierErased.class);
                        check(record, erased.notifier(), "at", erased.at());
                        yield NoticeInput.erased(erased);
                    }
                    case HEARTBEAT -> {
                        long at = read(record, Heartbeat.class).at();
                        refuseFuture(record, "at", at);
                        yield NoticeInput.heartbeat(at);
                    }
                    default -> throw wrongTopic(event, record);
                });
    }

    /** An alert of another job: its forwarder reads the answer, no clock waits for it. */
    private boolean isOfNoNotice(ConsumerRecord<byte[], byte[]> record) {
        AlertAcknowledged seen = read(record, AlertAcknowledged.class);
        if (seen.noticeId() != null) {
            return false;
        }
        check(record, seen.alertKey(), "at", seen.at());
        return true;
    }

    /** Of signals, those about a notifier that a person here has named. */
    private Optional<NoticeInput> reported(ConsumerRecord<byte[], byte[]> record) {
        SignalStatus status = read(record, SignalStatus.class);
        check(record, status.signalId(), "at", status.at());
        if (status.kind() != SignalKind.ABUSE || status.notifier() == null) {
            return Optional.empty();
        }
        Long until = status.watches() ? (Long) status.expiresAt() : null;
        return Optional.of(
                NoticeInput.reported(
                        new NotifierReport(status.signalId(), status.notifier(), until),
                        status.at()));
    }

    /** A signal that was forgotten ended long before. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<NoticeInput> out) {
        if (!record.topic().equals(Topic.SIGNAL_STATES.topicName())) {
            super.tombstone(record, out);
        }
    }

    private NoticeInput received(ConsumerRecord<byte[], byte[]> record) {
        NoticeReceived notice = read(record, NoticeReceived.class);
        check(record, notice.noticeId(), "receivedAt", notice.receivedAt());
        refusePast(record, notice.receivedAt());
        refuseUndocumented(notice);
        return NoticeInput.received(notice);
    }

    private static void refuseUndocumented(NoticeReceived notice) {
        Directive directive = notice.directive();
        boolean isOrder = directive != null || notice.dueAt() != null;
        if (isOrder && (directive == null || directive.documentRef() == null)) {
            throw new Refused(
                    "DIRECTIVE_UNDOCUMENTED",
                    "directive: expected the number of the authority's document in documentRef, as"
                            + " the notice "
                            + (directive == null ? "has a dueAt" : "is an order")
                            + ", got none; add it");
        }
    }

    private static void refuseWrongAnswer(ActionConfirmed confirmed) {
        boolean isAnswer = confirmed.measure() == Measure.ANSWERED;
        if (isAnswer && confirmed.digest() == null) {
            throw new Refused(
                    "DELIVERABLE_WITHOUT_DIGEST",
                    "digest: expected the SHA-256 of what was handed over, got none; add it");
        }
        if (!Directive.takes(confirmed.itemId(), confirmed.measure())) {
            throw new Refused(
                    "DELIVERABLE_MEASURE",
                    "measure: expected "
                            + (isAnswer
                                    ? "one on content"
                                    : "ANSWERED, NOT_FOUND or LIFT on what is to be handed over")
                            + ", got "
                            + confirmed.measure()
                            + " on '"
                            + confirmed.itemId()
                            + "'; correct the measure or the item");
        }
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return Json.enter(record.value(), type);
    }

    private void check(
            ConsumerRecord<byte[], byte[]> record, String key, String field, long timeMs) {
        requireKey(record, key);
        refuseFuture(record, field, timeMs);
    }

    /**
     * By the time of the record, so that one that is read again is not judged otherwise; by now
     * where that is earlier, as in a rehearsal on a clock of its own.
     */
    private void refusePast(ConsumerRecord<byte[], byte[]> record, long receivedAt) {
        long nowMs = now.nowMs();
        long writtenAt = record.timestamp() < 0 ? nowMs : Math.min(record.timestamp(), nowMs);
        if (receivedAt < writtenAt - OLDEST_MS) {
            throw new Refused(
                    "TIME_PAST",
                    "receivedAt: expected at most 200 days before the record, got "
                            + Instant.ofEpochMilli(receivedAt)
                            + "; a deadline from then can't be kept, correct the time");
        }
    }

    @Override
    NoticeInput dead(DeadLetter letter) {
        return NoticeInput.dead(letter);
    }
}
