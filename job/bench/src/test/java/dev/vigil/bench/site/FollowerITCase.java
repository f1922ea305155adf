package dev.vigil.bench.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a transaction holds that is still open in the log is waited for, where that is asked for.
 */
class FollowerITCase {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    @TempDir private Path directory;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory);
        Topics.create(broker.bootstrap());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void behindAStopTheLastTransactionsAreSeen() throws Exception {
        try (Follower follower = follower();
                KafkaProducer<byte[], byte[]> open = opened("of the last")) {
            CompletableFuture<Void> finished =
                    CompletableFuture.runAsync(() -> behindStop(follower));
            // Ten polls of it, while the transaction is open.
            Awaitility.await().during(Duration.ofSeconds(1)).until(() -> !finished.isDone());
            open.commitTransaction();
            finished.join();
            assertThat(seen).containsExactly("of the last");
        }
    }

    @Test
    void whileAJobRunsWhatIsOpenIsNotWaitedFor() throws Exception {
        try (Follower follower = follower();
                KafkaProducer<byte[], byte[]> open = opened("of the next")) {
            follower.finish();
            assertThat(seen).isEmpty();
            open.abortTransaction();
        }
    }

    private static void behindStop(Follower follower) {
        try {
            follower.finishBehindStop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Follower follower() {
        return Follower.of(
                clients(),
                (ms, type, json) -> seen.add(new String(json, StandardCharsets.UTF_8)),
                Topic.STRIKES);
    }

    private Properties clients() {
        Properties clients = new Properties();
        clients.put("bootstrap.servers", broker.bootstrap());
        return clients;
    }

    /** A transaction that is open, with one record that is in the log. */
    private KafkaProducer<byte[], byte[]> opened(String value) {
        Properties settings = clients();
        settings.put("transactional.id", UUID.randomUUID().toString());
        ByteArraySerializer bytes = new ByteArraySerializer();
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes);
        producer.initTransactions();
        producer.beginTransaction();
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(
                        Topic.STRIKES.topicName(), 0, null, value.getBytes(StandardCharsets.UTF_8));
        sent.headers()
                .add("ce_type", EventType.STRIKE_CHANGED.type().getBytes(StandardCharsets.UTF_8));
        producer.send(sent);
        producer.flush();
        return producer;
    }
}
