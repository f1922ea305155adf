package dev.vigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.Vigil;
import dev.vigil.cli.doctor.DoctorFinding.State;
import dev.vigil.cli.option.Principals;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertBuilder;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferenceManifestBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.OptionsParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault is planted once in a site that is well, and must be the one that is found. */
class DoctorITCase {
    private static EmbeddedBroker broker;
    private static Admin kafka;
    private static Bus bus;

    private TestingFlink flink;
    private Clock clock = Clock.systemUTC();

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = EmbeddedBroker.start(directory);
        Topics.create(broker.bootstrap());
        kafka = Admin.create(client());
        bus = Bus.of(broker.bootstrap());
        health(ClockMotion.RUNNING);
        ledgerHealth(ClockMotion.RUNNING);
    }

    @AfterAll
    static void stop() {
        bus.close();
        kafka.close();
        broker.close();
    }

    @BeforeEach
    void startFlink() throws Exception {
        flink = new TestingFlink();
    }

    @AfterEach
    void stopFlink() {
        flink.close();
    }

    @Test
    void aSiteThatIsWellHasNoFinding() throws Exception {
        DoctorFindings findings = examine();
        assertThat(findings.all()).allMatch(finding -> finding.state() == State.WELL);
        assertThat(findings.exitCode()).isZero();
    }

    @Test
    void missingTopicsAndPartitions() throws Exception {
        String acks = Topic.ACKS.topicName();
        kafka.deleteTopics(List.of(acks)).all().get();
        await(() -> !kafka.listTopics().names().get().contains(acks));
        onlyWrong("topics", "no acks", "vigil topics --create");

        kafka.createTopics(List.of(new NewTopic(acks, 1, (short) 1).configs(acksConfig())))
                .all()
                .get();
        await(() -> kafka.listTopics().names().get().contains(acks));
        onlyWrong("partitions", "2 of acks", "--alter --topic acks --partitions 2");
        kafka.createPartitions(Map.of(acks, NewPartitions.increaseTo(2))).all().get();
    }

    /** More partitions would move keys away from what they replace. */
    @Test
    void aCompactedTopicOfAnotherCountIsMadeAnewAndNeverGrown() throws Exception {
        Topic topic = Topic.POLICIES;
        for (int count : List.of(topic.partitions() - 1, topic.partitions() + 1)) {
            anew(topic, count);
            DoctorFindings findings = examine();
            onlyWrong(findings, "partitions", "exactly 2 of policies, got " + count);
            assertThat(line(findings, "partitions"))
                    .contains("add none to policies")
                    .doesNotContain("--alter");
        }
        anew(topic, topic.partitions());
        assertThat(examine().exitCode()).isZero();
    }

    private static void anew(Topic topic, int partitions) throws Exception {
        String name = topic.topicName();
        kafka.deleteTopics(List.of(name)).all().get();
        await(() -> !kafka.listTopics().names().get().contains(name));
        NewTopic made = new NewTopic(name, partitions, (short) 1);
        kafka.createTopics(List.of(made.configs(Topics.configs(topic, 1)))).all().get();
        await(() -> kafka.listTopics().names().get().contains(name));
    }

    private static void await(Callable<Boolean> condition) {
        Await.onTopics(client(), condition);
    }

    private static Map<String, String> acksConfig() {
        return Topics.configs(Topic.ACKS, 1);
    }

    @Test
    void compactionThatTheTableDoesNotSay() throws Exception {
        set(Topic.LIST, "cleanup.policy", "compact,delete");
        onlyWrong("compaction", "compact of list", "cleanup.policy=[compact]");
        set(Topic.LIST, "cleanup.policy", "compact");
        set(Topic.ESCALATIONS, "cleanup.policy", "compact");
        onlyWrong("compaction", "compact,delete of escalations", "cleanup.policy=[compact,delete]");
        set(Topic.ESCALATIONS, "cleanup.policy", "delete,compact");
    }

    @Test
    void retentionThatIsTooShortOrBySize() throws Exception {
        set(Topic.NOTICES, "retention.ms", "604800000");
        set(Topic.ACKS, "retention.bytes", "1000000");
        onlyWrong(
                "retention",
                "200 d of notices, no limit by size of acks, got 7 d, 1000000 bytes",
                "retention.ms=17280000000");
        set(Topic.NOTICES, "retention.ms", Topics.configs(Topic.NOTICES, 1).get("retention.ms"));
        set(Topic.ACKS, "retention.bytes", "-1");
    }

    @Test
    void settingsThatProtectTooLittleAreFoundAndOneCommandMendsThem() throws Exception {
        set(Topic.NOTICES, "compression.type", "producer");
        set(Topic.MEDIA_LIVE, "message.timestamp.type", "CreateTime");
        set(Topic.REFERENCES, "delete.retention.ms", "86400000");
        set(Topic.LIST, "min.compaction.lag.ms", "0");
        set(Topic.VERDICTS, "max.message.bytes", "100000");
        onlyWrong(
                "protection",
                "message.timestamp.type=LogAppendTime of media.live, delete.retention.ms=2592000000"
                        + " of references, min.compaction.lag.ms=604800000 of list,"
                        + " compression.type=uncompressed of notices,"
                        + " max.message.bytes=1048588 of verdicts,"
                        + " got CreateTime, 86400000, 0, producer, 100000",
                "vigil topics --create");
        assertThat(Vigil.run("topics", "--create", "--bootstrap", broker.bootstrap())).isZero();
        assertThat(examine().all()).allMatch(finding -> finding.state() == State.WELL);
    }

    @Test
    void aTopicWithFewerReplicasThanBrokersAllow() {
        Node one = new Node(1, "a", 1);
        TopicPartitionInfo partition = new TopicPartitionInfo(0, one, List.of(one), List.of(one));
        List<TopicDescription> topics =
                List.of(new TopicDescription("breaches", false, List.of(partition)));
        assertThat(TopicChecks.replication(topics, 1).line()).startsWith("✔");
        assertThat(TopicChecks.replication(topics, 3).line())
                .startsWith("✘")
                .contains("3 replicas of each topic", "1 of breaches", "vigil topics --create");
    }

    @Test
    void aReplicaThatIsNotInStep() {
        Node one = new Node(1, "a", 1);
        TopicPartitionInfo partition =
                new TopicPartitionInfo(0, one, List.of(one, new Node(2, "b", 1)), List.of(one));
        TopicDescription topic = new TopicDescription("list", false, List.of(partition));
        DoctorFinding finding = TopicChecks.replicas(List.of(topic));
        assertThat(finding.line()).startsWith("✘").contains("1 of 2 of list-0");
    }

    @Test
    void rightsThatAreMissingOrNotEnforced() throws Exception {
        List<Node> reached = List.of(new Node(1, "192.0.2.1", 9092));
        assertThat(RightsCheck.notEnforced(reached).line())
                .startsWith("✘ acls: ")
                .contains("192.0.2.1", "authorizer.class.name");

        Principals principals = new Principals();
        RightsCheck check = new RightsCheck(null, principals);
        List<AclBinding> rights = new ArrayList<>(principals.rights(Party.MEDIA));
        rights.addAll(principals.rights(Party.NOTICE));
        assertThat(check.rights(rights, "").state()).isEqualTo(State.WELL);
        rights.removeIf(right -> right.pattern().name().equals("breaches"));
        rights.addAll(principals.rights(Party.AUTHORITY).subList(0, 1));
        assertThat(check.rights(rights, "User:admin").line())
                .startsWith("✘ acls: ")
                .contains("User:vigil-notice: READ breaches, WRITE breaches; for")
                .contains("User:vigil-authority: ")
                .doesNotContain("User:vigil-media", "User:vigil-platform");
        assertThat(check.rights(List.of(), "User:vigil-media;User:vigil-notice").state())
                .isEqualTo(State.WELL);
    }

    @Test
    void aTransactionTimeoutAboveTheBrokers() throws Exception {
        DoctorFindings findings = examine(List.of(flink.address()), "--transaction.timeout", "8 d");
        onlyWrong(findings, "transactions", "8 d, got 7 d", "transaction.max.timeout.ms=691200000");
    }

    @Test
    void aTransactionTimeoutThatAnOutageOfStorageOutlives() throws Exception {
        DoctorFindings findings =
                examine(List.of(flink.address()), "--transaction.timeout", "10 min");
        onlyWrong(findings, "transactions", "at least 631 s, got 10 min", "--transaction.timeout");
    }

    @Test
    void aClockThatSaysItStands() throws Exception {
        health(ClockMotion.STOPPED);
        onlyWrong("clock health", "STOPPED", "time.md#the-clock-has-stopped");
        health(ClockMotion.RUNNING);
    }

    @Test
    void aClockOfTheLedgerThatReportsItIsStopped() throws Exception {
        ledgerHealth(ClockMotion.STOPPED);
        onlyWrong("ledger's clock health", "STOPPED", "ledger.md#the-clock-of-the-ledger");
        ledgerHealth(ClockMotion.RUNNING);
    }

    @Test
    void theTimeOfTheLedgerIsLookedAtToo() throws Exception {
        flink.ledgerWatermark(-330_000);
        onlyWrong("vigil ledger ledger's clock", "5 min", "runbooks/ledger.md");
    }

    /** There is one each hour: its absence is no silence. */
    @Test
    void theNewestSealOfTheAuditLogIsLookedAt() throws Exception {
        NoteKey log = NoteKey.of("doctor.example/audit/1", ListKeys.create().getPublic());
        KeyChecks checks = new KeyChecks(clock);
        seal("other.example/audit/1", 9, 0);
        assertThat(checks.seals(bus, log).line())
                .startsWith("✘ audit log: expected a seal of doctor.example/audit/1 of the last")
                .contains("audit.md#the-log-has-no-new-seal");
        seal(log.name(), 7, -60_000);
        assertThat(checks.seals(bus, log).line()).startsWith("✔ audit log: 7 pages sealed");
        seal(log.name(), 8, 600_000);
        assertThat(checks.seals(bus, log).line())
                .startsWith("✘ audit log: expected pages that are dated before now, got one ")
                .contains("start NTP");
    }

    private static void seal(String origin, long size, long aheadMs) throws Exception {
        long now = System.currentTimeMillis();
        AuditSeal seal = new AuditSeal(origin, size, now + aheadMs, "planted");
        bus.send(Topic.SEALS, EventType.AUDIT_SEAL, origin, now, seal);
    }

    @Test
    void aLedgerThatIsMissingOrTwice() throws Exception {
        flink.overview("media", "notice");
        onlyWrong("ledger", "one ledger job, got 0", "submit what is missing");
        flink.overview("media", "notice", "ledger", "ledger");
        onlyWrong("ledger", "one ledger job, got 2", "end all but one");
    }

    @Test
    void faultsOfTheLedgerLeadToItsPage() throws Exception {
        flink.failures("ledger", 3, 120_000);
        onlyWrong("vigil ledger restarts", "ledger.md#the-ledger-job-restarts");
        flink.failures("ledger", 0, 0);
        flink.checkpoints("ledger", 150_000, 50, "null");
        onlyWrong("vigil ledger checkpoints", "ledger.md#checkpoints-of-the-ledger-fail");
    }

    @Test
    void aProducerWhoseRateOrClockIsWrong() throws Exception {
        letter("fast", "RATE_DIFFERS");
        letter("ahead", "TIME_AHEAD");
        letter("other", "BAD_DATA");
        onlyWrong("producers' clocks", "2: ahead TIME_AHEAD, fast RATE_DIFFERS;", "start NTP");
        deleteDeadLetters();
    }

    private static void letter(String session, String reason) throws Exception {
        DeadLetter letter =
                DeadLetterBuilder.builder()
                        .deadLetterId("media.live/0/" + session)
                        .topic("media.live")
                        .partition(0)
                        .offset(1)
                        .stage("fingerprint")
                        .reason(reason)
                        .message("planted")
                        .key(session)
                        .bytes(new byte[0])
                        .build();
        bus.send(
                Topic.DEAD_LETTERS,
                EventType.DEAD_LETTER,
                letter.deadLetterId(),
                System.currentTimeMillis(),
                letter);
    }

    private static void deleteDeadLetters() throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < Topic.DEAD_LETTERS.partitions(); i++) {
            all.put(
                    new TopicPartition(Topic.DEAD_LETTERS.topicName(), i),
                    RecordsToDelete.beforeOffset(-1));
        }
        kafka.deleteRecords(all).all().get();
    }

    @Test
    void aMeasureOnAnAccountThatIsNotConfirmed() throws Exception {
        long now = System.currentTimeMillis();
        // One that is active is repeated each day.
        accountAlert(LedgerAlertKind.UNCONFIRMED, now - Duration.ofDays(3).toMillis(), null);
        accountAlert(LedgerAlertKind.UNDECIDED, now, null);
        ledgerHealth(ClockMotion.RUNNING, now - Duration.ofDays(3).toMillis());
        assertThat(line(examine(), "commands")).as("the job is dead").startsWith("✘");
        ledgerHealth(ClockMotion.RUNNING);
        assertThat(line(examine(), "commands")).startsWith("✔");
        accountAlert(LedgerAlertKind.UNCONFIRMED, now, null);
        onlyWrong("commands", "1: uploader/S1/session:one/LIVE_OFF;", "runbooks/commands.md");
        accountAlert(LedgerAlertKind.UNCONFIRMED, now, now);
        assertThat(examine().exitCode()).isZero();
    }

    private static void accountAlert(LedgerAlertKind kind, long at, Long resolvedAt)
            throws Exception {
        String command = "uploader/S1/session:one/LIVE_OFF";
        LedgerAlert alert =
                LedgerAlertBuilder.builder()
                        .alertKey(command + "/" + kind)
                        .kind(kind)
                        .accountId("uploader")
                        .subject(command)
                        .since(at)
                        .at(at)
                        .count(1)
                        .resolvedAt(resolvedAt)
                        .build();
        String key = alert.alertKey();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topic.LEDGER_ALERTS.topicName(),
                        null,
                        at,
                        key.getBytes(StandardCharsets.UTF_8),
                        Json.bytes(alert));
        Envelope.json(EventType.LEDGER_ALERT, "/test", key + "/" + at, key, at)
                .headers()
                .forEach((name, value) -> record.headers().add(name, value));
        bus.send(record);
    }

    @Test
    void alertsThatNobodyForwards() throws Exception {
        TopicPartition partition = new TopicPartition(Topic.BREACHES.topicName(), 0);
        long at = System.currentTimeMillis() - Duration.ofHours(3).toMillis();
        bus.send(new ProducerRecord<>(partition.topic(), 0, at, null, new byte[1]));
        commit(partition, 0);
        onlyWrong("forwarders", "vigil-alerts 3 h", "start vigil alerts");
        commit(partition, 1);
    }

    private static void commit(TopicPartition partition, long offset) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> at =
                Map.of(partition, new OffsetAndMetadata(offset));
        kafka.alterConsumerGroupOffsets("vigil-alerts", at).all().get();
    }

    @Test
    void referencesThatDoNotFitTheHeap() throws Exception {
        for (int i = 0; i < 3; i++) {
            reference("work-" + i, Duration.ofHours(20));
        }
        onlyWrong(
                "memory",
                "at most 90 % of 37.6 h (10 MB an hour x 1 slots of the index in a TaskManager, of"
                        + " 70 % of its task heap of 537 MB)",
                "60.0 h of references in a slot",
                "taskmanager.memory.task.heap.size");
        for (int i = 0; i < 3; i++) {
            retire("work-" + i);
        }
        assertThat(examine().exitCode()).as("what is retired does not count").isZero();
    }

    @Test
    void anIndexThatIsNearlyFullIsToldBeforeTheJobRefuses() {
        for (IndexPlan plan : List.of(IndexPlan.ONE_SLOT, IndexPlan.ONE_SLOT.withMostHours(40))) {
            IndexRoom room = new IndexRoom(plan, 2, 1.2e9);
            double refused = plan.mostHours() > 0 ? 40 : IndexPlan.hoursIn(1.2e9, 2);
            refused = Math.min(refused, IndexPlan.hoursIn(1.2e9, 2));
            assertThat(room.finding(0.89 * refused).state()).isEqualTo(State.WELL);
            assertThat(room.finding(0.91 * refused).state()).isEqualTo(State.WRONG);
        }
    }

    @Test
    void whatWouldHelpAFullIndexIsSaid() {
        assertThat(new IndexRoom(IndexPlan.ONE_SLOT.withMostHours(20), 1, 1e9).finding(19).line())
                .contains("20.0 h", "raise index.hours");
        assertThat(new IndexRoom(IndexPlan.ONE_SLOT.withMostHours(90), 1, 1e9).finding(71).line())
                .contains("70.0 h", "index.hours is 90.0", "task.heap.size");
        assertThat(new IndexRoom(IndexPlan.ONE_SLOT, 1, 1e12).finding(3_300).line())
                .contains("3300.0 h", "index.shards");
        IndexPlan divided = new IndexPlan(1, 4, 0, 10_000);
        assertThat(new IndexRoom(divided, 1, 1e9).finding(200).state()).isEqualTo(State.WELL);
    }

    @Test
    void jobsThatAreMissingOrTwice() throws Exception {
        flink.overview("media", "ledger");
        onlyWrong("jobs", "1 and 0", "submit what is missing");
        flink.overview("media", "notice", "notice", "ledger");
        onlyWrong("jobs", "1 and 2", "end all notice jobs but one");
    }

    @Test
    void aJobThatDoesNotRun() throws Exception {
        flink.job("media", 0, 1, "FAILING", "Source: media -> admit media", "search");
        onlyWrong("vigil media state", "FAILING", "exceptions");
    }

    @Test
    void aJobThatWaitsForSlots() throws Exception {
        flink.job("media", 0, 3, "CREATED", "Source: media -> admit media", "search");
        onlyWrong("vigil media state", "its tasks, 3,", "none free of 2", "smaller -p");
        flink.slots(3, 1);
        onlyWrong("vigil media state", "media CREATED", "exceptions");
    }

    @Test
    void aJobThatRestartsAgainAndAgain() throws Exception {
        flink.failures("media", 2, 120_000);
        assertThat(examine().exitCode()).isZero();
        flink.failures("media", 3, 120_000);
        onlyWrong(
                "vigil media restarts",
                "3 of 3 failures, the last of java.io.IOException in judge",
                "media.md#the-media-job-restarts");
        flink.failures("media", 0, 0);
        flink.failures("notice", 3, 120_000);
        onlyWrong("vigil notice restarts", "time.md#the-job-restarts");
    }

    @Test
    void aTaskManagerThatIsLostIsOneRestart() throws Exception {
        flink.failures("media", 5, 10_000);
        assertThat(line(examine(), "vigil media restarts")).contains("1 in 15 min, of 5 failures");
        flink.failures("media", 16, 500);
        onlyWrong("vigil media restarts", "3 of 16 failures");
    }

    @Test
    void checkpointsThatAreOldSlowOrFail() throws Exception {
        flink.checkpoints("notice", 150_000, 50, "{'id':8,'failure_message':'disk full'}");
        onlyWrong("vigil notice checkpoints", "2 min ago", "disk full");
        flink.checkpoints("notice", 500, 90_000, "null");
        onlyWrong("vigil notice checkpoints", "in 90.0 s", "time.md#checkpoints-fail");
        long now = System.currentTimeMillis();
        flink.checkpoints("notice", 500, 50, "{'id':6,'failure_timestamp':" + (now - 30_000) + "}");
        onlyWrong("vigil notice checkpoints", "1 failed since the job started, the last ");
        flink.checkpoints(
                "notice", 500, 50, "{'id':6,'failure_timestamp':" + (now - 3_600_000) + "}");
        flink.checkpoints("media", 150_000, 50, "null");
        onlyWrong("vigil media checkpoints", "media.md#media-checkpoints-fail");
    }

    /** Flink counts them and keeps nothing else of them. */
    @Test
    void aCheckpointThatWasNotBegunIsExplained() throws Exception {
        flink.checkpoints("ledger", 500, 50, "null");
        assertThat(line(examine(), "vigil ledger checkpoints"))
                .startsWith("✔")
                .contains("1 failed since the job started, none of them begun: usual while its");
    }

    @Test
    void aCheckpointThatFailedWithARestartIsNoFault() throws Exception {
        long failedAt = System.currentTimeMillis() - 30_000;
        String failed = "{'id':6,'failure_timestamp':" + failedAt + "}";
        flink.checkpoints("ledger", 500, 50, failed, restoredAt(failedAt + 2_000));
        assertThat(examine().exitCode()).isZero();
        flink.checkpoints("ledger", 500, 50, failed, restoredAt(failedAt - 2_000));
        onlyWrong("vigil ledger checkpoints", "none failed in 3 min but with a restart");
    }

    private static String restoredAt(long ms) {
        return "{'restore_timestamp':" + ms + "}";
    }

    @Test
    void mediaThatIsReadTooLate() throws Exception {
        flink.metric("media", "media", "Source__media.pendingRecords", "sum", 4_000);
        assertThat(examine().exitCode()).as("records that come quickly are no fault").isZero();
        flink.metric("media", "media", "Source__media.currentEmitEventTimeLag", "max", 300_000);
        onlyWrong("vigil media lag", "media 5 min with 4000 records", "parallelism");
    }

    @Test
    void moreTasksThanPartitions() throws Exception {
        flink.job("media", 0, 17, "RUNNING", "Source: references -> admit references", "search");
        onlyWrong("vigil media sources", "at most 16 tasks of references", "holds time back");
    }

    @Test
    void aClockWhoseTimeStandsOrHasNotBegun() throws Exception {
        flink.watermark(-330_000);
        onlyWrong("vigil notice clock", "5 min", "vigil watch health");
        flink.noWatermark();
        onlyWrong("vigil notice clock", "not begun", "vigil watch health");
    }

    @Test
    void clocksThatDiffer() throws Exception {
        flink.job("media", 30_000, "Source: media -> admit media", "search");
        onlyWrong("clocks", "JobManager of vigil media +", "NTP");
        flink.job("media", 0, "Source: media -> admit media", "search");
        flink.watermark(10_000);
        onlyWrong("clocks", "TaskManager (ahead) +", "NTP");
        flink.watermark(-300);
        clock = Clock.offset(clock, Duration.ofSeconds(30));
        onlyWrong("clocks", "Kafka's controller -", "perhaps this machine");
    }

    @Test
    void whatCannotBeLookedAtIsSaid() throws Exception {
        DoctorFindings without = examine(List.of());
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(line(without, "flink")).startsWith("—").contains("give --flink");

        DoctorFindings dead = examine(List.of(URI.create("http://127.0.0.1:9")));
        assertThat(dead.exitCode()).isEqualTo(2);
        assertThat(line(dead, "flink http://127.0.0.1:9")).contains("no Flink answers");

        Properties nobody = client();
        nobody.setProperty("bootstrap.servers", "127.0.0.1:9");
        nobody.setProperty("default.api.timeout.ms", "500");
        nobody.setProperty("request.timeout.ms", "400");
        DoctorFindings deaf =
                new Examination(
                                nobody,
                                List.of(),
                                OptionsParser.parse(),
                                new Principals(),
                                clock,
                                line -> {})
                        .examine();
        assertThat(deaf.exitCode()).isEqualTo(2);
        assertThat(line(deaf, "brokers")).contains("none answers at 127.0.0.1:9", "--bootstrap");

        assertThat(Vigil.run("doctor", "--bootstrap", "no-such-host.invalid:9092")).isEqualTo(2);
    }

    @Test
    void theCommandEndsWithTheExitCode() {
        String address = flink.address().toString();
        String[] well = {"doctor", "--bootstrap", broker.bootstrap(), "--flink", address, "--json"};
        assertThat(Vigil.run(well)).isZero();
        flink.noWatermark();
        assertThat(Vigil.run(well)).isEqualTo(1);
    }

    private void onlyWrong(String check, String... told) throws Exception {
        onlyWrong(examine(), check, told);
    }

    private static void onlyWrong(DoctorFindings findings, String check, String... told) {
        assertThat(
                        findings.all().stream()
                                .filter(f -> f.state() != State.WELL)
                                .map(DoctorFinding::line))
                .singleElement()
                .asString()
                .startsWith("✘ " + check + ": expected ")
                .contains(told);
        assertThat(findings.exitCode()).isEqualTo(1);
    }

    private static String line(DoctorFindings findings, String check) {
        return findings.all().stream()
                .filter(finding -> finding.check().equals(check))
                .map(DoctorFinding::line)
                .findFirst()
                .orElseThrow();
    }

    private DoctorFindings examine() throws Exception {
        return examine(List.of(flink.address()));
    }

    private DoctorFindings examine(List<URI> addresses, String... options) throws Exception {
        return new Examination(
                        client(),
                        addresses,
                        OptionsParser.parse(options),
                        new Principals(),
                        clock,
                        line -> {})
                .examine();
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        return client;
    }

    private static void set(Topic topic, String key, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        AlterConfigOp set =
                new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        kafka.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        await(
                () ->
                        kafka.describeConfigs(List.of(resource))
                                .all()
                                .get()
                                .get(resource)
                                .get(key)
                                .value()
                                .equals(value));
    }

    private static void health(ClockMotion motion) throws Exception {
        long now = System.currentTimeMillis();
        ClockHealth health = new ClockHealth(motion, now, now, now, 0L, "planted", null);
        bus.send(Topic.HEALTH, EventType.CLOCK_HEALTH, ClockHealth.NOTICE_CLOCK, now, health);
    }

    private static void ledgerHealth(ClockMotion motion) throws Exception {
        ledgerHealth(motion, System.currentTimeMillis());
    }

    private static void ledgerHealth(ClockMotion motion, long at) throws Exception {
        ClockHealth health = new ClockHealth(motion, at, at, at, 0L, "planted", null);
        bus.send(Topic.HEALTH, EventType.CLOCK_HEALTH, ClockHealth.LEDGER_CLOCK, at, health);
    }

    private static void reference(String work, Duration length) throws Exception {
        ReferenceManifest manifest =
                ReferenceManifestBuilder.builder()
                        .workId(work)
                        .referenceId("master")
                        .version(1)
                        .profile("audio/1")
                        .durationMs(length.toMillis())
                        .digest("0".repeat(64))
                        .build();
        long now = System.currentTimeMillis();
        bus.send(Topic.REFERENCES, EventType.REFERENCE_MANIFEST, key(work), now, manifest);
    }

    private static void retire(String work) throws Exception {
        byte[] key = key(work).getBytes(StandardCharsets.UTF_8);
        bus.send(new ProducerRecord<>(Topic.REFERENCES.topicName(), key, null));
    }

    private static String key(String work) {
        return new ReferenceKey(work, "master", 1, ReferenceKey.MANIFEST).toString();
    }
}
