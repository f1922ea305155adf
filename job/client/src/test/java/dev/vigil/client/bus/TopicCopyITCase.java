package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics that were made with too few partitions, and what a job reads of their copies. */
class TopicCopyITCase {
    private static final long T0_MS = 1_795_000_000_000L;
    private static final ByteArraySerializer BYTES = new ByteArraySerializer();

    private static EmbeddedBroker broker;
    private static Admin kafka;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = EmbeddedBroker.start(directory);
        kafka = Admin.create(client());
        create("references.copy", 1, Map.of());
        create("accounts", 2, Map.of());
        create("authorizations.grown", 2, Map.of());
        create("accounts.copy", 16, Map.of());
        create("policies.copy", 1, Map.of());
        create("receipts.copy", 1, Map.of());
        create("appeals.copy", 1, Map.of());
        create("claims.copy", 8, Map.of("message.timestamp.type", "LogAppendTime"));
        Topics.create(client());
    }

    @AfterAll
    static void stop() {
        kafka.close();
        broker.close();
    }

    private static Properties client() {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrap());
        return client;
    }

    /** Of records of a fixed day the broker's default would keep none. */
    private static void create(String name, int partitions, Map<String, String> settings)
            throws Exception {
        Map<String, String> kept = new HashMap<>(settings);
        kept.put("retention.ms", "-1");
        kafka.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(kept)))
                .all()
                .get();
    }

    /** The planted fault: a chunk is placed by its whole key, and its tombstone by its work. */
    @Test
    void whatIsRetiredBehindTheCopyIsInThePartitionOfWhatItRetires() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), BYTES, BYTES)) {
            for (int chunk = 0; chunk < 40; chunk++) {
                send(producer, "references.copy", 0, "w/master/1/" + chunk, "peaks", chunk);
            }
            send(producer, "references.copy", 0, "w/master/1/39", null, 40);
        }
        assertThat(TopicCopy.copy(client(), "references.copy", "references")).isEqualTo(41);
        List<ConsumerRecord<byte[], byte[]>> copied = read("references");
        int ofWork =
                BuiltInPartitioner.partitionForKey(
                        "w".getBytes(StandardCharsets.UTF_8), Topic.REFERENCES.partitions());
        assertThat(copied).hasSize(41).allMatch(record -> record.partition() == ofWork);
        assertThat(copied.get(3).timestamp()).isEqualTo(T0_MS + 3);
        assertThat(copied.get(3).headers().lastHeader("ce_id").value()).isEqualTo(new byte[] {3});
        assertThat(copied.get(40).value()).as("a tombstone").isNull();
        assertThatThrownBy(() -> TopicCopy.copy(client(), "references.copy", "references"))
                .hasMessageContaining("references: expected a topic without records");
    }

    /** The planted fault: partition after partition, the older record of a key comes last. */
    @Test
    void ofATopicThatHasGrownTheLaterRecordOfAKeyRemainsTheLast() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), BYTES, BYTES)) {
            for (int n = 0; n < 100; n++) {
                send(producer, "accounts", 1, "account-" + n + "/opened", "old", 2 * n);
            }
            for (int n = 0; n < 100; n++) {
                send(producer, "accounts", 0, "account-" + n + "/opened", "new", 2 * n + 1);
                send(producer, "accounts", 1, "account-" + n + "/linked", "old", 300 + 2 * n);
            }
        }
        assertThat(TopicCopy.copy(client(), "accounts", "accounts.copy")).isEqualTo(300);
        Map<String, String> last = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read("accounts.copy")) {
            last.put(text(record.key()), text(record.value()));
        }
        assertThat(last).hasSize(200);
        last.forEach(
                (key, value) ->
                        assertThat(value)
                                .as(key)
                                .isEqualTo(key.endsWith("/opened") ? "new" : "old"));
    }

    /** The planted fault: held up behind another record, the older one of a key comes last. */
    @Test
    void anOlderRecordThatIsHeldUpBehindALaterTimeIsRefused() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), BYTES, BYTES)) {
            send(producer, "authorizations.grown", 0, "other", "ahead", 1_000);
            send(producer, "authorizations.grown", 0, "authority", "old", 1);
            send(producer, "authorizations.grown", 1, "authority", "new", 2);
        }
        assertThatThrownBy(() -> TopicCopy.copy(client(), "authorizations.grown", "authorizations"))
                .hasMessageContaining("authorizations.grown-0 at 1: expected a time after")
                .hasMessageContaining("the times do not show which record of a key is the last");
    }

    /** The planted fault: what is committed ends where the transaction begins. */
    @Test
    void anOpenTransactionInEitherTopicIsRefusedBeforeARecordIsCopied() throws Exception {
        Properties transactional = client();
        transactional.setProperty("transactional.id", "topic-copy-it");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), BYTES, BYTES);
                KafkaProducer<byte[], byte[]> open =
                        new KafkaProducer<>(transactional, BYTES, BYTES)) {
            send(producer, "policies.copy", 0, "before", "stored", 0);
            producer.flush();
            open.initTransactions();
            open.beginTransaction();
            send(open, "policies.copy", 0, "open", "stored", 1);
            send(open, "receipts.copy", 0, "open", "stored", 1);
            open.flush();
            send(producer, "policies.copy", 0, "behind", "stored", 2);
            producer.flush();
            assertThatThrownBy(() -> TopicCopy.copy(client(), "policies.copy", "policies"))
                    .hasMessageContaining("policies.copy-0: expected no open transaction")
                    .hasMessageContaining("from offset 1 of 3");
            assertThat(read("policies")).isEmpty();
            assertThatThrownBy(() -> TopicCopy.copy(client(), "receipts", "receipts.copy"))
                    .hasMessageContaining("receipts.copy: expected a topic without records");
        }
    }

    /** The planted fault: it waits for a record for ever, as of a broker that is gone. */
    @Test
    void aPartitionThatGetsNoFurtherForAMinuteIsAnError() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), BYTES, BYTES)) {
            send(producer, "appeals.copy", 0, "account", "filed", 0);
        }
        Map<TopicPartition, Long> ends = Map.of(new TopicPartition("appeals.copy", 0), 2L);
        AtomicLong seconds = new AtomicLong();
        AtomicLong perCall = new AtomicLong();
        LongSupplier nanos = () -> Duration.ofSeconds(seconds.addAndGet(perCall.get())).toNanos();
        try (RecordMerge merge = new RecordMerge(client(), ends, nanos)) {
            assertThat(text(merge.next().key())).isEqualTo("account");
            perCall.set(20);
            assertThatThrownBy(merge::next)
                    .isInstanceOf(KafkaException.class)
                    .hasMessage("appeals.copy-0 at 1 of 2: nothing for 60 s");
        }
    }

    @Test
    void aTopicThatGivesRecordsTheBrokersTimeIsRefused() {
        assertThatThrownBy(() -> TopicCopy.copy(client(), "claims", "claims.copy"))
                .hasMessageContaining("expected message.timestamp.type=CreateTime")
                .hasMessageContaining("got LogAppendTime");
    }

    @Test
    void onlyACopyOfATopicOfTheTableIsMade() {
        assertThatThrownBy(() -> TopicCopy.copy(client(), "mine", "yours"))
                .hasMessageContaining("topic: expected one of media.live");
        assertThatThrownBy(() -> TopicCopy.copy(client(), "works", "list"))
                .hasMessageContaining("got works and list");
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int partition,
            String key,
            String value,
            int n) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic,
                        partition,
                        T0_MS + n,
                        key.getBytes(StandardCharsets.UTF_8),
                        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_id", new byte[] {(byte) n});
        producer.send(record);
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) throws Exception {
        List<TopicPartition> partitions =
                kafka
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic)
                        .partitions()
                        .stream()
                        .map(one -> new TopicPartition(topic, one.partition()))
                        .toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, Long> ends =
                RecordMerge.ends(client(), partitions, IsolationLevel.READ_UNCOMMITTED);
        for (TopicPartition one : partitions) {
            try (RecordMerge merge =
                    new RecordMerge(client(), Map.of(one, ends.get(one)), System::nanoTime)) {
                ConsumerRecord<byte[], byte[]> next = merge.next();
                while (next != null) {
                    records.add(next);
                    next = merge.next();
                }
            }
        }
        return records;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
