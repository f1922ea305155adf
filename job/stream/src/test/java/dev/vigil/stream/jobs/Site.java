package dev.vigil.stream.jobs;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.TopicContent;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.Outgoing;
import dev.vigil.stream.caughtup.RunningJob;
import dev.vigil.stream.options.JobOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;

/** All topics, new for one test, and what tests send and read there. */
public final class Site implements AutoCloseable {
    public static final long DAY_MS = Duration.ofHours(24).toMillis();

    private final String bootstrap;
    public final Bus bus;

    /** Of the transactions of its job, the same after a restart. */
    final String transactionPrefix = "it-" + UUID.randomUUID();

    private Site(String bootstrap) {
        this.bootstrap = bootstrap;
        this.bus = Bus.of(bootstrap);
    }

    /** One site at a time on a broker: what another test has left on the topics goes. */
    public static Site on(EmbeddedBroker broker) throws Exception {
        Site site = new Site(broker.bootstrap());
        site.deleteUsedTopics();
        site.keepEverything(Topics.create(site.clients()));
        return site;
    }

    /** One in which nothing was ever written is as good as new: to make all takes seconds. */
    private void deleteUsedTopics() throws Exception {
        try (Admin kafka = Admin.create(clients())) {
            Set<String> used = new HashSet<>();
            kafka.listOffsets(ends(kafka.listTopics().names().get()))
                    .all()
                    .get()
                    .forEach(
                            (partition, end) -> {
                                if (end.offset() > 0) {
                                    used.add(partition.topic());
                                }
                            });
            kafka.deleteTopics(used).all().get();
            await(() -> Collections.disjoint(kafka.listTopics().names().get(), used));
        }
    }

    private static Map<TopicPartition, OffsetSpec> ends(Set<String> existing) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic topic : Topic.values()) {
            if (existing.contains(topic.topicName())) {
                ends.putAll(ends(topic));
            }
        }
        return ends;
    }

    private static Map<TopicPartition, OffsetSpec> ends(Topic topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            ends.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
        }
        return ends;
    }

    /**
     * Records bear the time of their test, which may be years ago: every five minutes the broker
     * would remove them from a topic that keeps less, whether they were read or not.
     */
    private void keepEverything(List<Topic> topics) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic topic : topics) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                    List.of(
                            new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "-1"),
                                    AlterConfigOp.OpType.SET)));
        }
        try (Admin kafka = Admin.create(clients())) {
            kafka.incrementalAlterConfigs(changes).all().get();
        }
    }

    public Properties clients() {
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", bootstrap);
        return clients;
    }

    /** Of a job on these topics, as it is submitted. */
    Configuration options(String job) {
        Configuration options = new Configuration();
        options.setString(JobOptions.JOB.key(), job);
        options.set(JobOptions.BOOTSTRAP, bootstrap);
        options.set(JobOptions.TRANSACTION_PREFIX, transactionPrefix);
        options.set(JobOptions.STRIKE_PREFIX, transactionPrefix + "-strikes");
        return options;
    }

    /** A job that fails stays failed, so that a fault can't hide behind a restart. */
    public static StreamExecutionEnvironment environment(int parallelism) {
        return environment(parallelism, new Configuration());
    }

    public static StreamExecutionEnvironment environment(int parallelism, Configuration more) {
        Configuration configuration = new Configuration();
        configuration.setString("execution.checkpointing.interval", "1 s");
        configuration.setString("restart-strategy.type", "none");
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("pipeline.auto-generate-uids", "false");
        configuration.setString("rest.bind-port", "0");
        configuration.addAll(more);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.setMaxParallelism(dev.vigil.flink.KeyGroups.MAX_PARALLELISM);
        return env;
    }

    /** A notice of one item, its Kafka time the stamp, as a bridge would write it. */
    public void notice(String noticeId, long receivedAt) throws Exception {
        notice(noticeId, receivedAt, noticeId + "-item");
    }

    public void notice(String noticeId, long receivedAt, String... itemIds) throws Exception {
        NoticeReceived notice =
                NoticeReceivedBuilder.builder()
                        .noticeId(noticeId)
                        .channel("test")
                        .receivedAt(receivedAt)
                        .notifier("studio")
                        .works(List.of())
                        .items(
                                Arrays.stream(itemIds)
                                        .map(item -> new NoticeItem(item, null))
                                        .toList())
                        .build();
        send(Topic.NOTICES, EventType.NOTICE_RECEIVED, noticeId, receivedAt, notice);
    }

    /** An event of that time, which is its Kafka time too. */
    void send(Topic topic, EventType type, String key, long timeMs, Object event) throws Exception {
        bus.send(record(topic, type, key, timeMs, event));
    }

    /**
     * The same, by a person.
     *
     * @param approver a second one; null for none
     */
    void decide(
            EventType type, String key, long timeMs, Object event, String actor, String approver)
            throws Exception {
        ProducerRecord<byte[], byte[]> record = record(Topic.DECISIONS, type, key, timeMs, event);
        record.headers().add("ce_actor", actor.getBytes(StandardCharsets.UTF_8));
        if (approver != null) {
            record.headers().add("ce_approver", approver.getBytes(StandardCharsets.UTF_8));
        }
        bus.send(record);
    }

    /** One that a person causes. */
    void sendBy(String actor, Topic topic, EventType type, String key, long timeMs, Object event)
            throws Exception {
        ProducerRecord<byte[], byte[]> record = record(topic, type, key, timeMs, event);
        record.headers().add("ce_actor", actor.getBytes(StandardCharsets.UTF_8));
        bus.send(record);
    }

    public void confirm(String itemId, long effectiveAt) throws Exception {
        bus.send(confirmation(itemId, effectiveAt));
    }

    static ProducerRecord<byte[], byte[]> confirmation(String itemId, long effectiveAt) {
        ActionConfirmed confirmed =
                ActionConfirmedBuilder.builder()
                        .confirmationId("c-" + itemId)
                        .itemId(itemId)
                        .measure(Measure.DELETE)
                        .effectiveAt(effectiveAt)
                        .build();
        return record(
                Topic.CONFIRMATIONS, EventType.ACTION_CONFIRMED, itemId, effectiveAt, confirmed);
    }

    private static ProducerRecord<byte[], byte[]> record(
            Topic topic, EventType type, String key, long timeMs, Object event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic.topicName(),
                        null,
                        timeMs,
                        key.getBytes(StandardCharsets.UTF_8),
                        Json.bytes(event));
        Envelope.json(type, "/test", key + "/" + type, key, timeMs)
                .headers()
                .forEach(record.headers()::add);
        return record;
    }

    /** As the job writes it, of a notice of one item. */
    static ProducerRecord<byte[], byte[]> breach(String noticeId, long receivedAt) {
        BreachRecord breach =
                new BreachRecord(
                        noticeId + "/1/breach",
                        noticeId,
                        1,
                        "studio",
                        receivedAt,
                        receivedAt + DAY_MS,
                        List.of(noticeId + "-item"),
                        "NOT_DONE_WHEN_DUE",
                        0,
                        null);
        Outgoing written = Outgoing.breach(breach);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        written.topic(),
                        written.key().getBytes(StandardCharsets.UTF_8),
                        written.data());
        written.envelope().headers().forEach(record.headers()::add);
        return record;
    }

    KafkaProducer<byte[], byte[]> transactional() {
        Properties properties = clients();
        properties.put("transactional.id", UUID.randomUUID().toString());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** A job on these topics: a wait in vain reports what they hold. */
    public RunningJob running(JobClient job) {
        return new RunningJob(job, () -> TopicContent.of(clients()));
    }

    /** Waits for what comes onto the topics. */
    public void await(Callable<Boolean> condition) {
        Await.onTopics(clients(), condition);
    }

    /** The same; in vain, it reports what the assertion does too. */
    public void await(ThrowingRunnable assertion) {
        Await.onTopics(clients(), assertion);
    }

    /** Records behind the last one that a reader of committed records may see. */
    long openRecords(Topic topic) throws Exception {
        try (Admin kafka = Admin.create(clients())) {
            return end(kafka, topic, IsolationLevel.READ_UNCOMMITTED)
                    - end(kafka, topic, IsolationLevel.READ_COMMITTED);
        }
    }

    void awaitNoOpenRecords(Topic topic) {
        await(() -> openRecords(topic) == 0);
    }

    private static long end(Admin kafka, Topic topic, IsolationLevel isolation) throws Exception {
        return kafka
                .listOffsets(ends(topic), new ListOffsetsOptions(isolation))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** What is committed on a topic now: each record its id and its body, in order of ids. */
    List<String> records(Topic topic) {
        return read(topic)
                .map(event -> event.envelope().id() + " " + body(event))
                .sorted()
                .toList();
    }

    private static String body(Event event) {
        return new String(event.data(), StandardCharsets.UTF_8);
    }

    /** What is committed on a topic now. */
    public <T> List<T> all(Topic topic, Class<T> type) {
        return read(topic).filter(event -> event.is(type)).map(event -> event.as(type)).toList();
    }

    private Stream<Event> read(Topic topic) {
        try {
            return bus.all(topic).stream();
        } catch (BusException e) {
            throw new IllegalStateException("reading " + topic, e);
        }
    }

    /** Cancels a job and returns when it has ended, so that its broker may go. */
    public static void stop(JobClient job) throws Exception {
        CompletableFuture<Void> ended =
                job.getJobExecutionResult().handle((result, cancelled) -> null);
        job.cancel().get();
        ended.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        bus.close();
    }
}
