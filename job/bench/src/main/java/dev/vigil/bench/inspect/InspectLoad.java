package dev.vigil.bench.inspect;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.TreeHasher;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.EscalationResolvedBuilder;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A month on a broker's topics: the verdicts and notices of a site, in the order of their time, and
 * the pages and seals that the ledger job would have written meanwhile.
 */
final class InspectLoad implements AutoCloseable {
    /** As long as a page waits for more records, and some. */
    private static final long STEP_MS = 10_000;

    /** Steps between seals: signing is no part of what is measured. */
    private static final int SEAL_EVERY = 360;

    private static final int REVISIONS = 5;
    private static final int WORKS = 1_000;
    private static final long DAY_MS = 86_400_000L;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AuditLog log;
    private final NoteKey key;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();
    private long nowMs;
    private long pages;

    InspectLoad(Properties clients, NoteKey key, KeyPair pair, long fromMs) {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put("linger.ms", "20");
        properties.put("batch.size", "262144");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.key = key;
        log = new AuditLog(key.name(), key, pair.getPrivate());
        nowMs = fromMs;
        log.loaded(nowMs);
    }

    /** Sends all of it; returns when the broker has it. */
    void send(int days, int notices, int verdicts) throws ExecutionException, InterruptedException {
        long steps = days * DAY_MS / STEP_MS - SEAL_EVERY;
        int sentVerdicts = 0;
        int sentNotices = 0;
        works();
        for (long step = 0; step < steps; step++) {
            for (; sentVerdicts < verdicts * (step + 1) / steps; sentVerdicts++) {
                verdict(sentVerdicts);
            }
            for (; sentNotices < notices * (step + 1) / steps; sentNotices++) {
                notice(sentNotices);
            }
            log(step % SEAL_EVERY == 0);
        }
        log(false);
        log(true);
        producer.flush();
    }

    /** What verdicts rest on. Their time is the broker's own, so the log lists them once taken. */
    private void works() throws ExecutionException, InterruptedException {
        List<Sent> all = new ArrayList<>();
        for (int work = 0; work < WORKS; work++) {
            String id = "work-" + work;
            List<OwnerShare> owners = List.of(new OwnerShare("harbour", List.of(), List.of()));
            all.add(
                    send(
                            Topic.WORKS,
                            EventType.WORK_REGISTERED,
                            id,
                            0,
                            new RegisteredWork(id, 1, null, null, null, owners)));
        }
        producer.flush();
        for (Sent one : all) {
            logged(one.record(), TimestampType.LOG_APPEND_TIME, one.taken().get().timestamp());
        }
    }

    long pages() {
        return pages;
    }

    private void log(boolean isSealed) {
        nowMs += STEP_MS;
        for (AuditPage page : log.pagesDue(nowMs)) {
            send(Topic.AUDIT, EventType.AUDIT_PAGE, key.name(), 0, page);
            log.page(page, pages++, nowMs);
        }
        if (isSealed) {
            log.sealDue(nowMs)
                    .ifPresent(
                            seal -> send(Topic.SEALS, EventType.AUDIT_SEAL, key.name(), 0, seal));
        }
    }

    private void verdict(int number) {
        String session = "session-" + number / REVISIONS;
        int partition = number / REVISIONS % Topic.VERDICTS.partitions();
        Verdict verdict = verdict(session, number);
        logged(Topic.VERDICTS, EventType.VERDICT, session, partition, verdict);
    }

    private Verdict verdict(String session, int number) {
        Action action = number / REVISIONS % 3 == 0 ? Action.BLOCK : Action.OBSERVE;
        String work = "work-" + number / REVISIONS % WORKS;
        String match = session + "/1/m";
        return VerdictBuilder.builder()
                .verdictId(session + "/1")
                .revision(number % REVISIONS + 1)
                .state(VerdictState.OPEN)
                .sessionId(session)
                .sessionKind(SessionKind.LIVE)
                .accountId("account-" + number / REVISIONS % 50_000)
                .action(action)
                .reasonCode(action == Action.BLOCK ? "LISTED_FORBIDDEN" : "MATCH_ONLY")
                .ruleVersion("precedence-3")
                .decisions(
                        List.of(
                                Decision.plain(
                                        "*", action, 1, "LISTED_FORBIDDEN", "art. II", work)))
                .evidence(
                        List.of(
                                EvidenceBuilder.builder()
                                        .matchId(match)
                                        .workId(work)
                                        .referenceId("master")
                                        .queryEndMs(30_000)
                                        .refEndMs(30_000)
                                        .score(40)
                                        .tempo(1)
                                        .certainAfterMs(4_000 + number % 60_000)
                                        .captureStart(nowMs - 30_000)
                                        .captureEnd(nowMs)
                                        .open(true)
                                        .build()))
                .firstMatchCaptureTime(nowMs - 30_000)
                .judgedAt(nowMs)
                .rulings(
                        List.of(
                                WorkRulingBuilder.builder()
                                        .workId(work)
                                        .matchIds(List.of(match))
                                        .territories(List.of("*"))
                                        .action(action)
                                        .step(1)
                                        .reasonCode("LISTED_FORBIDDEN")
                                        .build()))
                .build();
    }

    private void notice(int number) {
        String notice = "notice-" + number;
        int partition = number % Topic.NOTICES.partitions();
        long dueAt = nowMs + DAY_MS;
        logged(
                Topic.NOTICES,
                EventType.NOTICE_RECEIVED,
                notice,
                partition,
                NoticeReceivedBuilder.builder()
                        .noticeId(notice)
                        .receivedAt(nowMs)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("item-" + number, null)))
                        .build());
        logged(
                Topic.NOTICE_STATUS,
                EventType.NOTICE_STATUS,
                notice,
                partition,
                NoticeStatusBuilder.builder()
                        .noticeId(notice)
                        .generation(1)
                        .state(NoticeState.ACTIONED)
                        .notifier("studio")
                        .receivedAt(nowMs)
                        .dueAt(dueAt)
                        .asOf(nowMs + 1_000)
                        .itemsOpen(List.of())
                        .itemsDone(List.of("item-" + number))
                        .listedWorks(List.of())
                        .track(ClockTrack.STANDARD)
                        .build());
        logged(
                Topic.ESCALATIONS,
                EventType.ESCALATION_RESOLVED,
                notice,
                partition,
                EscalationResolvedBuilder.builder()
                        .alertKey(notice + "/1")
                        .noticeId(notice)
                        .generation(1)
                        .outcome(NoticeState.ACTIONED)
                        .stoppedAt(nowMs + number % 10_000 * 1_000L)
                        .dueAt(dueAt)
                        .firedLevels(List.of("E0"))
                        .build());
    }

    private record Sent(ProducerRecord<byte[], byte[]> record, Future<RecordMetadata> taken) {}

    /** A record that the log lists, with the time that it was sent with. */
    private void logged(Topic topic, EventType type, String id, int partition, Object event) {
        ProducerRecord<byte[], byte[]> record = send(topic, type, id, partition, event).record();
        logged(record, TimestampType.CREATE_TIME, record.timestamp());
    }

    private void logged(ProducerRecord<byte[], byte[]> sent, TimestampType type, long timestamp) {
        TopicPartition at = new TopicPartition(sent.topic(), sent.partition());
        long offset = offsets.merge(at, 1L, Long::sum) - 1;
        ConsumerRecord<byte[], byte[]> read =
                new ConsumerRecord<>(
                        sent.topic(),
                        sent.partition(),
                        offset,
                        timestamp,
                        type,
                        0,
                        0,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty());
        log.digest(
                new RecordPlace(sent.topic(), sent.partition(), offset),
                hasher.leaf(TopicsCheck.bytes(read)),
                nowMs);
    }

    private Sent send(Topic topic, EventType type, String id, int partition, Object event) {
        RecordHeaders headers = new RecordHeaders();
        Envelope.json(type, "/vigil/bench", id, id, nowMs)
                .headers()
                .forEach((name, value) -> headers.add(name, value));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic.topicName(),
                        partition,
                        nowMs,
                        id.getBytes(StandardCharsets.UTF_8),
                        Json.bytes(event),
                        headers);
        return new Sent(record, producer.send(record));
    }

    @Override
    public void close() {
        producer.close();
    }
}
