package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real broker what the table has made of its topics. */
class TopicsITCase {
    private static final int BOMB_BYTES = 48_000_000;

    private static EmbeddedBroker broker;
    private static Admin kafka;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = EmbeddedBroker.start(directory);
        kafka = Admin.create(client());
        // A topic of an earlier version.
        kafka.createTopics(List.of(new NewTopic(Topic.REFERENCES.topicName(), 4, (short) 1)))
                .all()
                .get();
        Topics.create(broker.bootstrap());
    }

    @AfterAll
    static void stop() {
        kafka.close();
        broker.close();
    }

    @Test
    void everyTopicHasWhatTheTableSaysAlsoOneThatWasThereBefore() throws Exception {
        for (Topic topic : Topic.values()) {
            assertThat(Topics.lacking(topic, 1, config(topic))).as(topic.topicName()).isEmpty();
        }
        assertThat(config(Topic.REFERENCES).get("delete.retention.ms").value())
                .isEqualTo(Long.toString(Duration.ofDays(30).toMillis()));
        assertThat(Topics.protect(client())).as("nothing is left to change").isEmpty();
    }

    @Test
    void withThreeReplicasTwoMustHaveARecord() {
        assertThat(Topics.configs(Topic.BREACHES, 3)).containsEntry("min.insync.replicas", "2");
        assertThat(Topics.replicas(5)).isEqualTo(3);
    }

    @Test
    void aSmallRecordThatUnpacksToALargeOneIsRefusedOnEveryInput() {
        Properties packing = client();
        packing.setProperty("compression.type", "gzip");
        packing.setProperty("max.request.size", "100000000");
        packing.setProperty("buffer.memory", "100000000");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        packing, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : List.of(Topic.NOTICES, Topic.MEDIA_UPLOADS)) {
                byte[] zeros = new byte[BOMB_BYTES];
                assertThatThrownBy(
                                () ->
                                        producer.send(
                                                        new ProducerRecord<>(
                                                                topic.topicName(), 0, null, zeros))
                                                .get())
                        .as(topic.topicName())
                        .hasCauseInstanceOf(RecordTooLargeException.class);
            }
        }
    }

    @Test
    void aForgedTimeOfARecordIsReplacedByTheBrokersOnMedia() throws Exception {
        long before = System.currentTimeMillis();
        long forged = before - Duration.ofHours(3).toMillis();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : List.of(Topic.MEDIA_LIVE, Topic.REVIEWS)) {
                producer.send(new ProducerRecord<>(topic.topicName(), 0, forged, null, new byte[1]))
                        .get();
            }
        }
        assertThat(last(Topic.MEDIA_LIVE).timestamp())
                .isBetween(before - 1_000, System.currentTimeMillis() + 1_000);
        assertThat(last(Topic.REVIEWS).timestamp()).isEqualTo(forged);
    }

    private static ConsumerRecord<byte[], byte[]> last(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic.topicName(), 0);
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).records(partition).get(0);
        }
    }

    private static Config config(Topic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        Map<ConfigResource, Config> found = kafka.describeConfigs(List.of(resource)).all().get();
        return found.get(resource);
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        return client;
    }
}
