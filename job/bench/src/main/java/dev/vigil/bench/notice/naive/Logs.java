package dev.vigil.bench.notice.naive;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.NoticeContent;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notice.NoticeTriaged;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is in the topics, committed, as facts by notice: read once and laid out in files, so that a
 * million notices are judged in little memory.
 */
public final class Logs implements AutoCloseable {
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.NOTICES,
                    Topic.CONFIRMATIONS,
                    Topic.ACKS,
                    Topic.ESCALATIONS,
                    Topic.BREACHES,
                    Topic.DEAD_LETTERS,
                    Topic.NOTICE_DEAD_LETTERS);

    private static final int NOTICES_A_FILE = 5_000;
    private static final Duration POLL = Duration.ofMillis(500);

    private final List<Path> files = new ArrayList<>();
    private final List<DataOutputStream> outs = new ArrayList<>();
    private final Map<EventType, Long> counts = new EnumMap<>(EventType.class);
    private final List<String> deadLetters = new ArrayList<>();

    private Logs(Path directory, int notices) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i <= notices / NOTICES_A_FILE; i++) {
            Path file = directory.resolve("facts-" + i);
            files.add(file);
            outs.add(
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)));
        }
    }

    public static Logs read(Properties clients, Path directory, int notices) throws IOException {
        Logs logs = new Logs(directory, notices);
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("max.poll.records", "5000");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, bytes, bytes)) {
            logs.drain(consumer);
        }
        for (DataOutputStream out : logs.outs) {
            out.close();
        }
        return logs;
    }

    private void drain(KafkaConsumer<byte[], byte[]> consumer) throws IOException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : TOPICS) {
            for (PartitionInfo info : consumer.partitionsFor(topic.topicName())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                add(record);
            }
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) throws IOException {
        EventType type =
                EventType.of(
                                new String(
                                        record.headers().lastHeader("ce_type").value(),
                                        StandardCharsets.UTF_8))
                        .orElseThrow();
        counts.merge(type, 1L, Long::sum);
        if (type == EventType.DEAD_LETTER) {
            deadLetters.add(new String(record.value(), StandardCharsets.UTF_8));
            return;
        }
        Fact fact = fact(type, record);
        if (fact != null) {
            fact.write(outs.get(Math.floorMod(fact.noticeId().hashCode(), outs.size())));
        }
    }

    private static Fact fact(EventType type, ConsumerRecord<byte[], byte[]> record) {
        byte[] json = record.value();
        long logMs = record.timestamp();
        return switch (type) {
            case NOTICE_RECEIVED -> received(Json.read(json, NoticeReceived.class), logMs);
            case NOTICE_TRIAGED -> {
                NoticeTriaged it = Json.read(json, NoticeTriaged.class);
                String outcome = it.outcome().name();
                yield input(Fact.Kind.TRIAGED, it.noticeId(), logMs, it.at(), "", outcome);
            }
            case NOTICE_SUPPLEMENTED -> {
                NoticeSupplemented it = Json.read(json, NoticeSupplemented.class);
                yield input(
                        Fact.Kind.SUPPLEMENTED,
                        it.noticeId(),
                        logMs,
                        it.receivedAt(),
                        ids(it.items()),
                        it.elements().isEmpty() ? "" : "complete");
            }
            case NOTICE_WITHDRAWN -> {
                NoticeWithdrawn it = Json.read(json, NoticeWithdrawn.class);
                yield input(Fact.Kind.WITHDRAWN, it.noticeId(), logMs, it.at(), "", "");
            }
            case ACTION_CONFIRMED -> {
                ActionConfirmed it = Json.read(json, ActionConfirmed.class);
                String notice = noticeOf(it.itemId());
                yield input(Fact.Kind.CONFIRMED, notice, logMs, it.effectiveAt(), it.itemId(), "");
            }
            case ACTION_REVERSED -> {
                ItemBack it = Json.read(json, ItemBack.class);
                yield input(Fact.Kind.BACK, noticeOf(it.itemId()), logMs, it.at(), it.itemId(), "");
            }
            case ALERT_ACKNOWLEDGED -> {
                AlertAcknowledged it = Json.read(json, AlertAcknowledged.class);
                yield input(Fact.Kind.ACKED, it.noticeId(), logMs, it.at(), it.alertKey(), "");
            }
            case ESCALATION -> alert(Json.read(json, EscalationAlert.class), logMs, json);
            case ESCALATION_RESOLVED -> {
                EscalationResolved it = Json.read(json, EscalationResolved.class);
                yield published(
                        Fact.Kind.RESOLVED,
                        it.noticeId(),
                        it.generation(),
                        logMs,
                        it.stoppedAt(),
                        it.outcome().name(),
                        json);
            }
            case BREACH -> {
                BreachRecord it = Json.read(json, BreachRecord.class);
                yield published(
                        Fact.Kind.BREACH,
                        it.noticeId(),
                        it.generation(),
                        logMs,
                        it.dueAt(),
                        it.causeCode(),
                        json);
            }
            case BREACH_CORRECTION -> {
                BreachCorrection it = Json.read(json, BreachCorrection.class);
                yield published(
                        Fact.Kind.CORRECTION,
                        it.noticeId(),
                        it.generation(),
                        logMs,
                        it.doneAt(),
                        it.cleared() ? "cleared" : "late",
                        json);
            }
            default -> null;
        };
    }

    private static Fact received(NoticeReceived it, long logMs) {
        NoticeContent content = it.content();
        boolean complete =
                content != null
                        && content.identity() != null
                        && content.contact() != null
                        && content.address() != null
                        && !content.evidence().isEmpty()
                        && Boolean.TRUE.equals(content.truthDeclaration())
                        && !it.works().isEmpty()
                        && it.items().stream().allMatch(item -> item.locator() != null);
        return input(
                Fact.Kind.RECEIVED,
                it.noticeId(),
                logMs,
                it.receivedAt(),
                ids(it.items()),
                complete ? "complete" : "");
    }

    private static Fact alert(EscalationAlert it, long logMs, byte[] json) {
        return new Fact(
                Fact.Kind.ALERT,
                it.noticeId(),
                logMs,
                it.firesAt(),
                it.catchUp() ? it.dueAt() - it.remainingMs() : it.firesAt(),
                it.generation(),
                it.level(),
                String.join(",", it.skippedLevels()),
                digest(json));
    }

    private static Fact input(
            Fact.Kind kind, String noticeId, long logMs, long a, String text, String more) {
        return new Fact(kind, noticeId, logMs, a, 0, 0, text, more, 0);
    }

    private static Fact published(
            Fact.Kind kind,
            String noticeId,
            int generation,
            long logMs,
            long a,
            String text,
            byte[] json) {
        return new Fact(kind, noticeId, logMs, a, 0, generation, text, "", digest(json));
    }

    private static String ids(List<NoticeItem> items) {
        return String.join(",", items.stream().map(NoticeItem::itemId).toList());
    }

    /** Only to find the file: which notices an item belongs to is in the notices themselves. */
    private static String noticeOf(String itemId) {
        return itemId.substring(0, itemId.lastIndexOf("-i"));
    }

    private static long digest(byte[] bytes) {
        long digest = 0xcbf29ce484222325L;
        for (byte each : bytes) {
            digest = (digest ^ each) * 0x100000001b3L;
        }
        return digest;
    }

    /** Each file holds all facts of its notices. */
    List<Path> files() {
        return files;
    }

    static List<Fact> facts(Path file) throws IOException {
        List<Fact> facts = new ArrayList<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                facts.add(Fact.read(in));
            }
        } catch (EOFException end) {
            return facts;
        }
    }

    long count(EventType type) {
        return counts.getOrDefault(type, 0L);
    }

    public List<String> deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
