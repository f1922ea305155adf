package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Topics;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What only a real log has: transactions, deletion, topics that are made anew. */
@ExtendWith(SharedBroker.class)
class ProjectorITCase {
    private static final Topic TOPIC = Topic.BREACHES;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.topicName(), 0);
    private static final long T0 = 1_795_507_200_000L;

    @TempDir private Path folder;

    private Properties client;
    private Store store;

    @BeforeEach
    void openStore(EmbeddedBroker broker) throws Exception {
        client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        Topics.create(client);
        store = TestingStores.SQLITE.open(folder);
    }

    private Projector projector(Topic... topics) throws BusException {
        return new Projector(store, new KafkaTopicLog(client), List.of(topics), Projections.all());
    }

    /** Until the position of the partition is at its end, whatever is there. */
    private void read(Projector projector) throws Exception {
        projector.resume();
        try (KafkaTopicLog log = new KafkaTopicLog(client)) {
            while (texts("select next_off from source where topic = 'breaches' and part = 0")
                    .stream()
                    .noneMatch(next -> next.equals(end(log)))) {
                projector.poll();
            }
        }
    }

    private static String end(KafkaTopicLog log) {
        try {
            return log.ends(List.of(PARTITION)).get(PARTITION).toString();
        } catch (BusException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> texts(String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(String.class).list();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(int n) {
        return new ProducerRecord<>(TOPIC.topicName(), 0, new byte[] {(byte) n}, new byte[] {1});
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("transactional.id", "projector-it");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    @Test
    void whatWasCommittedIsReadAndTheStoreIsAtTheEnd() throws Exception {
        anew();
        try (KafkaProducer<byte[], byte[]> producer = producer();
                Projector projector = projector(TOPIC)) {
            producer.beginTransaction();
            producer.send(record(1)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(record(2));
            producer.send(record(3));
            producer.commitTransaction();
            read(projector);
        }

        // 0 aborted, 1 its marker, 4 the marker of the second transaction.
        assertThat(texts("select off from event")).containsExactly("2", "3");
        assertThat(texts("select next_off from source where part = 0")).containsExactly("5");
    }

    @Test
    void whatIsDeletedUnreadIsAGapAlsoWhileItReads() throws Exception {
        anew();
        try (Bus bus = Bus.of(client.getProperty("bootstrap.servers"));
                Projector projector = projector(TOPIC);
                Admin admin = Admin.create(client)) {
            for (int i = 0; i < 10; i++) {
                bus.send(record(i));
            }
            projector.resume();
            admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(7))).all().get();
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    projector.poll();
                                }
                            })
                    .isInstanceOf(BusException.class);
            read(projector);
        }

        assertThat(texts("select from_off || '-' || to_off from gap")).containsExactly("0-7");
        assertThat(texts("select off from event order by off")).containsExactly("7", "8", "9");
    }

    @Test
    void aTopicThatIsMadeAnewStopsIt() throws Exception {
        anew();
        try (Bus bus = Bus.of(client.getProperty("bootstrap.servers"))) {
            bus.send(record(1));
        }
        try (Projector projector = projector(TOPIC)) {
            read(projector);
        }
        anew();
        try (Projector projector = projector(TOPIC)) {
            assertThatThrownBy(projector::resume).isInstanceOf(ProjectorStopped.class);
        }
    }

    @Test
    void aTopicThatIsAddedIsRead() throws Exception {
        try (Admin admin = Admin.create(client);
                Bus bus = Bus.of(client.getProperty("bootstrap.servers"));
                Projector projector = projector(Topic.NOTICES)) {
            delete(admin, Topic.NOTICES);
            projector.resume();
            assertThat(texts("select topic from source")).isEmpty();
            create(admin, Topic.NOTICES);
            bus.send(
                    Topic.NOTICES,
                    EventType.NOTICE_WITHDRAWN,
                    "n-1",
                    T0,
                    new NoticeWithdrawn("n-1", T0, null));
            projector.resume();
            while (texts("select subject from event").isEmpty()) {
                projector.poll();
            }
        }

        assertThat(texts("select subject from event")).containsExactly("n-1");
    }

    /** Whatever other tests have sent to it is gone. */
    private void anew() throws Exception {
        try (Admin admin = Admin.create(client)) {
            Uuid before = idOf(admin, TOPIC);
            delete(admin, TOPIC);
            create(admin, TOPIC);
            await().atMost(Await.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> !idOf(admin, TOPIC).equals(before));
        }
    }

    /** As the broker tells it, which learns of a change later than the controller answers. */
    private static Uuid idOf(Admin admin, Topic topic) throws Exception {
        String name = topic.topicName();
        return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).topicId();
    }

    private static void delete(Admin admin, Topic topic) throws Exception {
        admin.deleteTopics(List.of(topic.topicName())).all().get();
    }

    /** A topic of that name may be on its way out for a moment. */
    private static void create(Admin admin, Topic topic) throws Exception {
        while (true) {
            try {
                admin.createTopics(
                                List.of(
                                        new NewTopic(
                                                topic.topicName(), topic.partitions(), (short) 1)))
                        .all()
                        .get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause()
                        instanceof org.apache.kafka.common.errors.TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
