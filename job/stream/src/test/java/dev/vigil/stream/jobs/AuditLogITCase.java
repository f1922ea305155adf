package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.NoteKey;
import dev.vigil.client.audit.Foundations;
import dev.vigil.client.audit.LogPublication;
import dev.vigil.client.audit.PublishedCheck;
import dev.vigil.client.audit.PublishedLog;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.audit.TopicsFeed;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.AuditOptions;
import dev.vigil.stream.AuditStages;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.caughtup.RunningJob;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The audit log on a real broker: each committed record is on one entry, and all seals are of one
 * log, through a crash, an older savepoint, a start without state and an aborted transaction.
 */
@ExtendWith(SharedBroker.class)
class AuditLogITCase {
    private static final KeyPair PAIR = ListKeys.create();
    private static final NoteKey KEY = NoteKey.of("site.example/audit/1", PAIR.getPublic());

    @TempDir private Path dir;
    private Site site;
    private int sent;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        site = Site.on(broker);
        Files.writeString(dir.resolve("key"), ListKeys.pem(PAIR.getPrivate()));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private RunningJob start(String savepoint) throws Exception {
        return start(KEY, savepoint, List.of());
    }

    private RunningJob start(NoteKey key, String savepoint, List<String> madeAnew)
            throws Exception {
        Configuration settings = new Configuration();
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = Site.environment(2, settings);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        AuditStages.wire(
                kafka.auditSources(env),
                kafka.sink(),
                new AuditOptions(key.line(), dir.resolve("key").toString(), madeAnew));
        return site.running(env.executeAsync("audit"));
    }

    /** Events, what is no event, a tombstone, and transactions that end both ways. */
    private void send() throws Exception {
        long now = System.currentTimeMillis();
        for (int i = 0; i < 40; i++) {
            site.notice("n-" + sent++, now);
        }
        byte[] bad = {-1, 0};
        site.bus.send(new ProducerRecord<>(Topic.WORKS.topicName(), bad, bad));
        site.bus.send(new ProducerRecord<>(Topic.LIST.topicName(), bad, null));
        try (KafkaProducer<byte[], byte[]> producer = site.transactional()) {
            producer.beginTransaction();
            producer.send(Site.breach("n-" + sent, now)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(Site.breach("n-" + sent, now)).get();
            producer.commitTransaction();
        }
        sent++;
    }

    private LogReport report() throws Exception {
        return report(KEY);
    }

    private LogReport report(NoteKey key) throws Exception {
        return new TopicsCheck(site.bus, List.of(key), System.currentTimeMillis()).run(List.of());
    }

    /** Until all that was sent is sealed. */
    private LogReport awaitSealed(RunningJob job, int records) {
        return awaitSealed(job, KEY, records);
    }

    /** They are records, too. */
    private long alerts() throws Exception {
        List<byte[]> alerts = new ArrayList<>();
        site.bus.records(Topic.LEDGER_ALERTS, record -> alerts.add(record.value()));
        return alerts.size();
    }

    private LogReport awaitSealed(RunningJob job, NoteKey key, int records) {
        job.awaitOnTopic(
                () -> {
                    LogReport report = report(key);
                    assertThat(report.findings()).isEmpty();
                    assertThat(report.records()).isEqualTo(records + alerts());
                    assertThat(report.later()).isZero();
                    assertThat(report.sealed()).isEqualTo(report.pages()).isPositive();
                });
        try {
            return report(key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Each time goes on where the one before has stopped; between are marks of transactions. */
    private void requirePublished(LogReport log) throws Exception {
        Path files = dir.resolve("files");
        try (TopicsFeed feed = new TopicsFeed(site.bus)) {
            assertThat(new LogPublication(files, KEY).publish(feed))
                    .isGreaterThanOrEqualTo(log.sealed());
        }
        LogReport report =
                new PublishedCheck(
                                PublishedLog.at(files.toString()),
                                List.of(KEY),
                                System.currentTimeMillis())
                        .run(List.of(), null, true);
        assertThat(report.findings()).isEmpty();
        assertThat(report.sealed()).isGreaterThanOrEqualTo(log.sealed());
    }

    @Test
    void eachRecordIsOnOneEntryAndAllSealsAreOfOneLog() throws Exception {
        send();
        String old;
        try (RunningJob job = start(null)) {
            requirePublished(awaitSealed(job, 43));
            old = job.savepoint(dir);
            send();
            requirePublished(awaitSealed(job, 86));
        }
        send();
        try (RunningJob job = start(old)) {
            requirePublished(awaitSealed(job, 129));
        }
        send();
        LogReport last;
        try (RunningJob job = start(null)) {
            last = awaitSealed(job, 172);
        }
        requirePublished(last);
        assertThat(last.seals()).isGreaterThanOrEqualTo(4);

        LogReport forged = withOneByteChanged();
        assertThat(forged.counts().keySet()).containsExactly(LogFault.ALTERED);
    }

    /** Retention, or a person who deletes while the job is down: no page may say there was none. */
    @Test
    void whatWasDeletedBeforeItWasReadIsSaid() throws Exception {
        send();
        String before;
        try (RunningJob job = start(null)) {
            awaitSealed(job, 43);
            before = job.savepoint(dir);
        }
        send();
        int deleted = deleteNotices();
        assertThat(deleted).isPositive();
        send();
        try (RunningJob job = start(before)) {
            job.awaitOnTopic(
                    () -> {
                        LogReport report = report();
                        assertThat(report.counts().keySet()).containsExactly(LogFault.UNREAD);
                        assertThat(report.findings())
                                .hasSize(deleted)
                                .allMatch(found -> found.place().startsWith("notices/"));
                        assertThat(report.later()).isZero();
                        assertThat(report.sealed()).isEqualTo(report.pages());
                    });
        }
    }

    /**
     * A topic is deleted and made anew while the job is down, the next log lists all that it has
     * since then, from the state of before and from none.
     */
    @Test
    void aTopicThatWasMadeAnewIsOnTheNextLog() throws Exception {
        NoteKey next = NoteKey.of("site.example/audit/2", PAIR.getPublic());
        send();
        String before;
        try (RunningJob job = start(null)) {
            awaitSealed(job, 43);
            before = job.savepoint(dir);
        }
        makeNoticesAnew();
        for (int i = 0; i < 12; i++) {
            site.notice("anew-" + i, System.currentTimeMillis());
        }
        try (RunningJob job = start(next, before, List.of())) {
            LogReport report = awaitSealed(job, next, 15);
            requireBegunAnew(report);
        }
        for (int i = 0; i < 12; i++) {
            site.notice("later-" + i, System.currentTimeMillis());
        }
        try (RunningJob job = start(next, null, List.of(Topic.NOTICES.topicName()))) {
            requireBegunAnew(awaitSealed(job, next, 27));
        }
    }

    private static void requireBegunAnew(LogReport report) {
        assertThat(report.notChecked())
                .filteredOn(line -> line.contains("begins anew"))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("notices/"));
    }

    private void makeNoticesAnew() throws Exception {
        String name = Topic.NOTICES.topicName();
        try (Admin admin = Admin.create(site.clients())) {
            int partitions = Topic.NOTICES.partitions();
            admin.deleteTopics(List.of(name)).all().get();
            site.await(() -> !admin.listTopics().names().get().contains(name));
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
        }
    }

    /** A verdict by an entry that never was, and a confirmation of what was never ordered. */
    @Test
    void whatRestsOnNothingIsUnfounded() throws Exception {
        long now = System.currentTimeMillis();
        WorkRuling ruling =
                WorkRulingBuilder.builder()
                        .workId("w-1")
                        .matchIds(List.of("m-1"))
                        .territories(List.of("*"))
                        .action(Action.BLOCK)
                        .reasonCode("PROHIBITED_LIST")
                        .listEntryId("e-1")
                        .listEntryVersion(1L)
                        .build();
        site.send(
                Topic.VERDICTS,
                EventType.VERDICT,
                "s-1",
                now,
                VerdictBuilder.builder()
                        .verdictId("v-1")
                        .revision(1)
                        .state(VerdictState.OPEN)
                        .sessionId("s-1")
                        .action(Action.BLOCK)
                        .reasonCode("PROHIBITED_LIST")
                        .ruleVersion("precedence-7")
                        .decisions(List.of())
                        .evidence(List.of())
                        .rulings(List.of(ruling))
                        .build());
        site.send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                "s-1",
                now,
                ActionConfirmedBuilder.builder()
                        .confirmationId("k-1")
                        .itemId("s-1")
                        .measure(Measure.BLOCK)
                        .effectiveAt(now)
                        .commandId("c-1")
                        .build());
        assertThat(unfounded())
                .hasSize(3)
                .anyMatch(found -> found.startsWith("verdicts/") && found.contains("entry e-1"))
                .anyMatch(found -> found.startsWith("verdicts/") && found.contains("work w-1"))
                .anyMatch(found -> found.startsWith("session.confirmations/"));
        site.bus.send(
                new ProducerRecord<>(
                        Topic.LIST.topicName(), "e-1".getBytes(StandardCharsets.UTF_8), null));
        assertThat(unfounded()).as("it was withdrawn").hasSize(2);
    }

    private List<String> unfounded() throws Exception {
        TopicsCheck check = new TopicsCheck(site.bus, List.of(KEY), System.currentTimeMillis());
        Foundations.check(site.bus, check);
        return check.run(List.of()).findings().stream()
                .filter(found -> found.fault() == LogFault.UNFOUNDED)
                .map(found -> found.place() + " " + found.message())
                .toList();
    }

    /** How many partitions have lost records. */
    private int deleteNotices() throws Exception {
        try (Admin admin = Admin.create(site.clients())) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int i = 0; i < Topic.NOTICES.partitions(); i++) {
                TopicPartition partition = new TopicPartition(Topic.NOTICES.topicName(), i);
                long end =
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset();
                all.put(partition, RecordsToDelete.beforeOffset(end));
            }
            admin.deleteRecords(all).all().get();
            return all.size();
        }
    }

    /** As one who can write the broker's files: the record is another one, its place the same. */
    private LogReport withOneByteChanged() throws Exception {
        Path export = dir.resolve("export.ndjson");
        try (OutputStream out = Files.newOutputStream(export)) {
            List<byte[]> lines = new ArrayList<>();
            site.bus.records(Topic.NOTICES, record -> lines.add(line(record)));
            for (byte[] line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
        return new TopicsCheck(site.bus, List.of(KEY), System.currentTimeMillis())
                .run(List.of(), export, true);
    }

    private static byte[] line(ConsumerRecord<byte[], byte[]> record) {
        byte[] bytes = TopicsCheck.bytes(record);
        if (new String(record.key(), StandardCharsets.UTF_8).equals("n-7")) {
            bytes["{\"data_base64\":\"".length() + 9] ^= 1;
        }
        return bytes;
    }
}
