package dev.vigil.desk.browser;

import dev.vigil.desk.ask.NoticeFacts;
import dev.vigil.desk.ask.NoticeQuery;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.notice.ActionState;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.CounterState;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ForwardState;
import dev.vigil.schema.notice.IntakeState;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationReceiptBuilder;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jdbi.v3.core.Handle;

/** What jobs answer to people's orders, as far as journeys need it: no clock, no rules. */
final class TestingJobs {
    private static final long DAY = 86_400_000;

    private final TestingTopicLog log;
    private final Set<String> answered = new HashSet<>();

    TestingJobs(TestingTopicLog log) {
        this.log = log;
    }

    /** A notice that waits for its triage. */
    void file(String id, long atMs) {
        NoticeReceived received =
                NoticeReceivedBuilder.builder()
                        .noticeId(id)
                        .channel("form")
                        .receivedAt(atMs)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("room-" + id, "https://video.example/" + id)))
                        .build();
        log.send(EventType.NOTICE_RECEIVED, id, atMs, received);
        status(received, atMs);
    }

    private void status(NoticeReceived received, long asOf) {
        NoticeStatus status =
                NoticeStatusBuilder.builder()
                        .noticeId(received.noticeId())
                        .generation(1)
                        .state(NoticeState.RECEIVED)
                        .notifier(received.notifier())
                        .receivedAt(received.receivedAt())
                        .dueAt(received.receivedAt() + DAY)
                        .asOf(asOf)
                        .remainingMs(received.receivedAt() + DAY - asOf)
                        .itemsOpen(received.items().stream().map(NoticeItem::itemId).toList())
                        .itemsDone(List.of())
                        .listedWorks(List.of())
                        .track(ClockTrack.STANDARD)
                        .intake(IntakeState.RECEIVED)
                        .action(ActionState.NONE)
                        .forward(ForwardState.PENDING)
                        .counter(CounterState.NONE)
                        .clock(ClockState.RUNNING)
                        .next(NextStep.TRIAGE)
                        .nextBy(received.receivedAt() + DAY)
                        .build();
        log.send(EventType.NOTICE_STATUS, status.noticeId(), asOf, status);
    }

    /** Answers each record that a person's request has made, once. */
    void answer(Store store, long nowMs) {
        for (ConsumerRecord<byte[], byte[]> one : log.all()) {
            String place = one.topic() + "/" + one.partition() + "/" + one.offset();
            if (one.headers().lastHeader("ce_deskrequest") != null && answered.add(place)) {
                answer(store, one, nowMs);
            }
        }
    }

    private void answer(Store store, ConsumerRecord<byte[], byte[]> one, long nowMs) {
        Envelope envelope =
                Envelope.parse(
                        name -> {
                            Header header = one.headers().lastHeader(name);
                            return header == null ? null : header.value();
                        });
        EventType type = EventType.of(envelope.type()).orElseThrow();
        Object body = Json.read(one.value(), type.data());
        String key = new String(one.key(), StandardCharsets.UTF_8);
        if (body instanceof NoticeReceived received) {
            status(received, nowMs);
        } else if (body instanceof ListEntry entry) {
            effective(entry, nowMs);
        } else if (body instanceof WorkClaim claim) {
            registered(claim, nowMs);
        } else if (body instanceof ActionConfirmed confirmed) {
            noticeOf(store, key).ifPresent(id -> change(store, id, confirmed, nowMs));
        } else {
            change(store, key, body, nowMs);
        }
    }

    /** The notice of an item; of a session there is none. */
    private static Optional<String> noticeOf(Store store, String itemId) {
        try (Handle handle = store.handle()) {
            return handle.createQuery("select notice_id from notice_item where item_id = ?")
                    .bind(0, itemId)
                    .mapTo(String.class)
                    .findFirst();
        }
    }

    private void change(Store store, String noticeId, Object body, long nowMs) {
        NoticeStatus before;
        try (Handle handle = store.handle()) {
            before = NoticeQuery.of(handle, noticeId).map(NoticeFacts::status).orElse(null);
        }
        if (before == null) {
            return;
        }
        NoticeStatus after = changed(before, body);
        if (after != before) {
            NoticeStatus sent = after.with().asOf(nowMs).remainingMs(after.dueAt() - nowMs).build();
            log.send(EventType.NOTICE_STATUS, noticeId, nowMs, sent);
        }
    }

    private static NoticeStatus changed(NoticeStatus before, Object body) {
        if (body instanceof NoticeTriaged triaged) {
            boolean isAccepted = triaged.outcome() == TriageOutcome.ACCEPTED;
            return before.with()
                    .intake(IntakeState.valueOf(triaged.outcome().name()))
                    .state(isAccepted ? NoticeState.VALID : NoticeState.INCOMPLETE)
                    .missing(triaged.missing())
                    .next(isAccepted ? NextStep.ACT : NextStep.SUPPLEMENT)
                    .build();
        } else if (body instanceof ForwardDelivered) {
            return before.with().forward(ForwardState.FORWARDED).build();
        } else if (body instanceof CounterNotice) {
            return before.with()
                    .counter(CounterState.COUNTERED)
                    .next(NextStep.FORWARD_COUNTER_NOTICE)
                    .build();
        } else if (body instanceof NoticeHeld held) {
            return before.with()
                    .clock(held.resumed() ? ClockState.RUNNING : ClockState.PAUSED)
                    .build();
        } else if (body instanceof AlertAcknowledged ack) {
            return before.with().acknowledged(List.of(ack.alertKey())).build();
        } else if (body instanceof ActionConfirmed confirmed) {
            return done(before, confirmed.itemId());
        }
        return before;
    }

    private static NoticeStatus done(NoticeStatus before, String itemId) {
        List<String> open = new ArrayList<>(before.itemsOpen());
        List<String> done = new ArrayList<>(before.itemsDone());
        open.remove(itemId);
        done.add(itemId);
        boolean isOver = open.isEmpty();
        return before.with()
                .itemsOpen(open)
                .itemsDone(done)
                .action(isOver ? ActionState.ACTIONED : ActionState.PARTIAL)
                .state(isOver ? NoticeState.ACTIONED : NoticeState.PARTIAL)
                .clock(isOver ? ClockState.STOPPED : before.clock())
                .next(isOver ? null : before.next())
                .nextBy(isOver ? null : before.nextBy())
                .build();
    }

    private void effective(ListEntry entry, long nowMs) {
        log.send(
                EventType.LIST_EFFECTIVE,
                entry.entryId(),
                nowMs,
                new ListEffective(
                        entry.entryId(),
                        entry.version(),
                        entry.withdrawnAt() != null,
                        entry.batch(),
                        ListReader.JUDGE,
                        0,
                        1,
                        nowMs,
                        nowMs + 80));
        log.send(
                EventType.LIST_RECEIPT,
                entry.batch(),
                nowMs,
                new ListReceipt(
                        entry.batch(),
                        ListReader.JUDGE,
                        1,
                        1,
                        0,
                        1,
                        nowMs,
                        nowMs + 80,
                        80L,
                        2,
                        1,
                        0,
                        nowMs + 90));
    }

    private void registered(WorkClaim claim, long nowMs) {
        RegistrationReceipt receipt =
                RegistrationReceiptBuilder.builder()
                        .workId(claim.workId())
                        .claimant(claim.claimant())
                        .version(claim.version())
                        .state(RegistrationState.ACCEPTED)
                        .at(nowMs)
                        .claim(claim)
                        .build();
        log.send(EventType.REGISTRATION_RECEIPT, receipt.key(), nowMs, receipt);
    }
}
