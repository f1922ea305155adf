package dev.vigil.local.jobs;

import dev.vigil.local.broker.EmbeddedBroker;
import dev.vigil.local.bus.Bus;
import dev.vigil.local.bus.Event;
import dev.vigil.local.bus.Topics;
import dev.vigil.schema.event.ActionConfirmed;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker with all topics for one test, and what tests send and read there. */
final class Site implements AutoCloseable {
    static final long DAY_MS = Duration.ofHours(24).toMillis();

    private final EmbeddedBroker broker;
    final Bus bus;

    private Site(EmbeddedBroker broker) {
        this.broker = broker;
        this.bus = Bus.of(broker.bootstrap());
    }

    static Site open(Path directory) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory);
        try {
            Topics.create(broker.bootstrap());
        } catch (Exception e) {
            broker.close();
            throw e;
        }
        return new Site(broker);
    }

    Properties clients() {
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", broker.bootstrap());
        return clients;
    }

    /** A job that fails stays failed, so that a fault can't hide behind a restart. */
    static StreamExecutionEnvironment environment(int parallelism) {
        return environment(parallelism, new Configuration());
    }

    static StreamExecutionEnvironment environment(int parallelism, Configuration more) {
        Configuration configuration = new Configuration(more);
        configuration.setString("restart-strategy.type", "none");
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("pipeline.auto-generate-uids", "false");
        configuration.setString("rest.bind-port", "0");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.setMaxParallelism(dev.vigil.flink.KeyGroups.MAX_PARALLELISM);
        env.enableCheckpointing(1_000);
        return env;
    }

    /** A notice of one item, its Kafka time the stamp, as a bridge would write it. */
    void notice(String noticeId, long receivedAt) throws Exception {
        NoticeReceived notice =
                new NoticeReceived(
                        noticeId,
                        "test",
                        receivedAt,
                        "studio",
                        List.of(),
                        List.of(new NoticeItem(noticeId + "-item", null)),
                        null);
        send(Topic.NOTICES, EventType.NOTICE_RECEIVED, noticeId, receivedAt, notice);
    }

    void confirm(String itemId, long effectiveAt) throws Exception {
        ActionConfirmed confirmed =
                new ActionConfirmed("c-" + itemId, itemId, Measure.DELETE, effectiveAt, null, null);
        send(Topic.CONFIRMATIONS, EventType.ACTION_CONFIRMED, itemId, effectiveAt, confirmed);
    }

    private void send(Topic topic, EventType type, String key, long timeMs, Object event)
            throws Exception {
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
        bus.send(record);
    }

    /** What is committed on a topic now. */
    <T> List<T> all(Topic topic, Class<T> type) {
        try {
            return bus.all(topic).stream()
                    .filter(event -> event.is(type))
                    .map((Event event) -> event.as(type))
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException("reading " + topic, e);
        }
    }

    /** Cancels a job and returns when it has ended, so that its broker may go. */
    static void stop(JobClient job) throws Exception {
        CompletableFuture<Void> ended =
                job.getJobExecutionResult().handle((result, cancelled) -> null);
        job.cancel().get();
        ended.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        bus.close();
        broker.close();
    }
}
