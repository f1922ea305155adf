package dev.vigil.stream.caughtup;

import static org.awaitility.Awaitility.await;

import dev.vigil.fixtures.broker.Await;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes topics and writes facts into them. */
final class Topics implements AutoCloseable {

    private final String bootstrap;
    private final Admin admin;
    private final KafkaProducer<String, Long> producer;
    private final List<Future<RecordMetadata>> pending = new ArrayList<>();

    Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.producer = producer(Map.of());
    }

    /**
     * Returns when each leader answers.
     *
     * <p>A producer that sends several batches before that may see the first refused and a later
     * one taken: the broker then holds the first, retried, for out of order until it times out.
     */
    String create(String name, int partitions) throws Exception {
        String unique = name + "-" + UUID.randomUUID();
        make(unique, partitions);
        return unique;
    }

    /** As {@link #create}, by a full name that another topic may have had. */
    void make(String unique, int partitions) throws Exception {
        await().ignoreExceptionsInstanceOf(ExecutionException.class)
                .atMost(Await.PATIENCE)
                .until(() -> isMade(unique, partitions));
        awaitLeaders(unique, partitions);
    }

    /** A replay begins days ago: a broker that keeps a week could remove some of it unread. */
    private boolean isMade(String unique, int partitions) throws Exception {
        NewTopic topic =
                new NewTopic(unique, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
        admin.createTopics(List.of(topic)).all().get();
        return true;
    }

    private void awaitLeaders(String unique, int partitions) {
        Map<TopicPartition, OffsetSpec> each = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            each.put(new TopicPartition(unique, partition), OffsetSpec.latest());
        }
        await().ignoreExceptions()
                .atMost(Await.PATIENCE)
                .until(() -> admin.listOffsets(each).all().get().size() == partitions);
    }

    void grow(String topic, int partitions) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
    }

    void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    /** Returns when the broker has it. */
    void send(String topic, String key, long deadlineMs) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, deadlineMs)).get();
    }

    void sendTo(String topic, int partition, String key, long deadlineMs) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, key, deadlineMs)).get();
    }

    /** Sends without waiting; {@link #flush} waits, and fails if one of them did. */
    void sendLater(String topic, long timestampMs, String key, long deadlineMs) {
        pending.add(producer.send(new ProducerRecord<>(topic, null, timestampMs, key, deadlineMs)));
    }

    void flush() throws Exception {
        for (Future<RecordMetadata> sent : pending) {
            sent.get();
        }
        pending.clear();
    }

    KafkaProducer<String, Long> transactional() {
        return transactional(60_000);
    }

    KafkaProducer<String, Long> transactional(int timeoutMs) {
        KafkaProducer<String, Long> made =
                producer(
                        Map.of(
                                "transactional.id",
                                UUID.randomUUID().toString(),
                                "transaction.timeout.ms",
                                timeoutMs));
        made.initTransactions();
        return made;
    }

    /** Returns when the broker has it, in the producer's open transaction. */
    static void sendOpen(KafkaProducer<String, Long> producer, String topic, String key, long value)
            throws ExecutionException, InterruptedException {
        sendOpen(producer, topic, 0, key, value);
    }

    static void sendOpen(
            KafkaProducer<String, Long> producer,
            String topic,
            int partition,
            String key,
            long value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }

    private KafkaProducer<String, Long> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", bootstrap);
        return new KafkaProducer<>(properties, new StringSerializer(), new LongSerializer());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
