package dev.vigil.bench.load;

import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.Element;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeTriagedBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.notice.NoticeWork;
import dev.vigil.schema.notice.TriageOutcome;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what platforms and bridges would write, with the simulated time as Kafka's. */
public final class ScriptFeed implements AutoCloseable {
    private static final int NOTIFIERS = 500;

    private final KafkaProducer<byte[], byte[]> producer;
    private volatile Exception failure;

    public ScriptFeed(Properties clients) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put("enable.idempotence", "true");
        properties.put("compression.type", "lz4");
        properties.put("linger.ms", "5");
        properties.put("batch.size", "131072");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends a notice of one item.
     *
     * @param sentMs Kafka's time
     * @param atMs when it was received
     */
    public void receive(int notice, long sentMs, long atMs) {
        String id = Script.noticeId(notice);
        Script.Event event = new Script.Event(0, Script.Act.RECEIVED, sentMs, atMs, atMs, 0, null);
        send(
                Topic.NOTICES,
                id,
                sentMs,
                Envelope.json(EventType.NOTICE_RECEIVED, "/vigil/bench", id, id, atMs),
                received(notice, 1, event));
    }

    /** Sends one event of a script. */
    public void send(int notice, List<Script.Event> script, Script.Event event) {
        String id = Script.noticeId(notice);
        switch (event.act()) {
            case RECEIVED, RECEIVED_INCOMPLETE ->
                    send(
                            event,
                            id,
                            Topic.NOTICES,
                            EventType.NOTICE_RECEIVED,
                            id,
                            received(notice, items(notice, script), event));
            case TRIAGED_ACCEPTED, TRIAGED_INCOMPLETE ->
                    send(
                            event,
                            id,
                            Topic.NOTICES,
                            EventType.NOTICE_TRIAGED,
                            id,
                            triaged(id, event));
            case SUPPLEMENTED, JOINED ->
                    send(
                            event,
                            id,
                            Topic.NOTICES,
                            EventType.NOTICE_SUPPLEMENTED,
                            id,
                            supplemented(notice, id, event));
            case FORWARDED ->
                    send(
                            event,
                            id,
                            Topic.NOTICES,
                            EventType.FORWARD_DELIVERED,
                            id,
                            new ForwardDelivered(id, false, "user", "mail", event.at(), null));
            case ACKED ->
                    send(
                            event,
                            id,
                            Topic.ACKS,
                            EventType.ALERT_ACKNOWLEDGED,
                            id,
                            new AlertAcknowledged(
                                    id, id + "/" + event.alert(), "wang", event.at(), null));
            case CONFIRMED ->
                    item(
                            event,
                            notice,
                            EventType.ACTION_CONFIRMED,
                            ActionConfirmedBuilder.builder()
                                    .confirmationId(id + "." + event.number())
                                    .itemId(Script.itemId(notice, event.item()))
                                    .measure(Measure.DELETE)
                                    .effectiveAt(event.at())
                                    .build());
            case BACK ->
                    item(
                            event,
                            notice,
                            EventType.ACTION_REVERSED,
                            new ItemBack(
                                    Script.itemId(notice, event.item()), event.at(), "back", null));
            case WITHDRAWN ->
                    send(
                            event,
                            id,
                            Topic.NOTICES,
                            EventType.NOTICE_WITHDRAWN,
                            id,
                            new NoticeWithdrawn(id, event.at(), null));
        }
    }

    private void item(Script.Event event, int notice, EventType type, Object data) {
        String id = Script.noticeId(notice);
        send(event, id, Topic.CONFIRMATIONS, type, Script.itemId(notice, event.item()), data);
    }

    private void send(
            Script.Event event, String id, Topic topic, EventType type, String key, Object data) {
        Envelope envelope =
                Envelope.json(type, "/vigil/bench", id + "/" + event.number(), key, event.saidAt());
        send(topic, key, event.sentAt(), envelope, data);
    }

    /** Sends any event; {@code kafkaMs} is what Kafka takes for its time. */
    public void send(Topic topic, String key, long kafkaMs, Envelope envelope, Object data) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic.topicName(),
                        null,
                        kafkaMs,
                        key.getBytes(StandardCharsets.UTF_8),
                        Json.bytes(data));
        envelope.headers().forEach((name, value) -> record.headers().add(name, value));
        send(record, atMs -> {});
    }

    /**
     * Sends what only a benchmark reads.
     *
     * @param stored called when the broker has it, with the time of the record
     */
    public void send(String topic, String key, Object data, LongConsumer stored) {
        byte[] id = key.getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topic, id, Json.bytes(data)), stored);
    }

    private void send(ProducerRecord<byte[], byte[]> record, LongConsumer stored) {
        sendAny(record, sent -> stored.accept(sent.timestamp()));
    }

    /**
     * Sends a record as it is.
     *
     * @param stored called when the broker has it, with its place
     */
    public void sendAny(ProducerRecord<byte[], byte[]> record, Consumer<RecordMetadata> stored) {
        producer.send(
                record,
                (sent, e) -> {
                    if (e != null) {
                        failure = e;
                    } else {
                        stored.accept(sent);
                    }
                });
    }

    /** Returns when Kafka has all of it. */
    public void flush() {
        producer.flush();
        check();
    }

    /** Throws what sending has failed with so far. */
    public void check() {
        if (failure != null) {
            throw new KafkaException("sending to Kafka: " + failure.getMessage(), failure);
        }
    }

    private static int items(int notice, List<Script.Event> script) {
        int items = 1;
        boolean grows = false;
        for (Script.Event event : script) {
            items = Math.max(items, event.item() + 1);
            grows |= event.act() == Script.Act.JOINED;
        }
        return grows ? items - 1 : items;
    }

    public static NoticeReceived received(int notice, int items, Script.Event event) {
        boolean complete = event.act() == Script.Act.RECEIVED;
        List<NoticeItem> named = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            named.add(item(notice, item));
        }
        return NoticeReceivedBuilder.builder()
                .noticeId(Script.noticeId(notice))
                .channel("web")
                .receivedAt(event.at())
                .notifier("studio-" + notice % NOTIFIERS)
                .works(List.of(new NoticeWork("The Work", null)))
                .items(named)
                .content(
                        new NoticeContent(
                                "owner",
                                "register/1",
                                "register/1/mail",
                                "register/1/address",
                                complete ? List.of("evidence/1") : List.of(),
                                true,
                                true))
                .build();
    }

    private static NoticeItem item(int notice, int item) {
        String id = Script.itemId(notice, item);
        return new NoticeItem(id, "https://video.example.org/" + id);
    }

    private static NoticeTriaged triaged(String id, Script.Event event) {
        boolean accepted = event.act() == Script.Act.TRIAGED_ACCEPTED;
        return NoticeTriagedBuilder.builder()
                .noticeId(id)
                .outcome(accepted ? TriageOutcome.ACCEPTED : TriageOutcome.INCOMPLETE)
                .at(event.at())
                .actor("li")
                .reason(accepted ? null : "no evidence")
                .missing(accepted ? null : List.of(Element.EVIDENCE))
                .build();
    }

    private static NoticeSupplemented supplemented(int notice, String id, Script.Event event) {
        boolean joins = event.act() == Script.Act.JOINED;
        return new NoticeSupplemented(
                id,
                event.at(),
                joins ? null : List.of(Element.EVIDENCE),
                joins ? List.of(item(notice, event.item())) : List.of(),
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
