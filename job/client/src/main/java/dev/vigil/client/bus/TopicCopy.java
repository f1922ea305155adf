package dev.vigil.client.bus;

import dev.vigil.schema.wire.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Copies the records of a topic, tombstones too, to an empty one with another count of partitions:
 * each is placed as its writers place its key, and has its key, headers and time. Of several
 * partitions the earliest record goes first, so that of a key that is in two of them the last one
 * remains the last; where times don't say which that is, it ends with an error.
 */
public final class TopicCopy {
    private static final String TIMESTAMPS = "message.timestamp.type";

    private final Properties client;
    private final Topic placing;
    private final String from;
    private final String into;
    private final AtomicReference<Exception> failed = new AtomicReference<>();

    private TopicCopy(Properties client, String from, String into) {
        this.client = client;
        this.from = from;
        this.into = into;
        if (isTopic(from) && isTopic(into)) {
            throw new IllegalArgumentException(
                    "expected a topic of the table and a copy of it, got " + from + " and " + into);
        }
        placing = Topic.named(isTopic(from) ? from : into);
    }

    /**
     * Copies what is committed now.
     *
     * @param from a topic of the table, or a copy of the other one
     * @param into the same; it has no record and keeps the times that it is given
     * @return how many records
     */
    public static long copy(Properties client, String from, String into) throws BusException {
        TopicCopy copy = new TopicCopy(client, from, into);
        try (Admin kafka = Admin.create(client)) {
            int partitions = copy.emptyPartitions(kafka);
            return copy.copied(copy.closedEnds(partitions(kafka, from)), partitions);
        } catch (ExecutionException e) {
            throw copy.failure(e.getCause());
        } catch (KafkaException e) {
            throw copy.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw copy.failure(e);
        }
    }

    private static boolean isTopic(String name) {
        for (Topic topic : Topic.values()) {
            if (topic.topicName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<TopicPartition> partitions(Admin kafka, String name)
            throws ExecutionException, InterruptedException {
        TopicDescription topic =
                kafka.describeTopics(List.of(name)).allTopicNames().get().get(name);
        return topic.partitions().stream()
                .map(one -> new TopicPartition(name, one.partition()))
                .toList();
    }

    /** How many there are, of a topic without records that keeps their times. */
    private int emptyPartitions(Admin kafka) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, into);
        String times =
                kafka.describeConfigs(List.of(resource))
                        .all()
                        .get()
                        .get(resource)
                        .get(TIMESTAMPS)
                        .value();
        if (!times.equals("CreateTime")) {
            throw new IllegalArgumentException(
                    into
                            + ": expected "
                            + TIMESTAMPS
                            + "=CreateTime, so that each record keeps its time, got "
                            + times
                            + "; set it with kafka-configs.sh, and run vigil topics --create"
                            + " behind the copy");
        }
        List<TopicPartition> partitions = partitions(kafka, into);
        Map<TopicPartition, Long> ends =
                RecordMerge.ends(client, partitions, IsolationLevel.READ_UNCOMMITTED);
        if (!ends.equals(RecordMerge.begins(client, partitions))) {
            throw new IllegalArgumentException(
                    into + ": expected a topic without records, got " + ends + "; make it anew");
        }
        return partitions.size();
    }

    /** Of each partition where its records end, all of them committed or aborted. */
    private Map<TopicPartition, Long> closedEnds(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends =
                RecordMerge.ends(client, partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> committed =
                RecordMerge.ends(client, partitions, IsolationLevel.READ_COMMITTED);
        ends.forEach(
                (of, end) -> {
                    if (committed.get(of) < end) {
                        throw new IllegalArgumentException(
                                of
                                        + ": expected no open transaction, got one from offset "
                                        + committed.get(of)
                                        + " of "
                                        + end
                                        + "; stop what writes there, let the transaction end or"
                                        + " abort it with kafka-transactions.sh, and copy again");
                    }
                });
        return ends;
    }

    private long copied(Map<TopicPartition, Long> ends, int partitions) throws BusException {
        Map<String, Object> settings = new HashMap<>();
        client.forEach((name, value) -> settings.put((String) name, value));
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("max.request.size", 2 * Topic.LARGEST_BATCH);
        KeyOrder order = new KeyOrder(placing, ends.size());
        long records = 0;
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (RecordMerge merge = new RecordMerge(client, ends, System::nanoTime);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, bytes, bytes)) {
            ConsumerRecord<byte[], byte[]> next = merge.next();
            while (next != null && failed.get() == null) {
                ProducerRecord<byte[], byte[]> placed = placed(next, partitions);
                order.next(next);
                producer.send(placed, (sent, e) -> failed.compareAndSet(null, e));
                records++;
                next = merge.next();
            }
            producer.flush();
        }
        if (failed.get() != null) {
            throw failure(failed.get());
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> placed(
            ConsumerRecord<byte[], byte[]> record, int partitions) {
        if (record.key() == null) {
            throw new IllegalArgumentException(
                    new TopicPartition(record.topic(), record.partition())
                            + " at "
                            + record.offset()
                            + ": expected a key, got none; nothing places it");
        }
        return new ProducerRecord<>(
                into,
                Push.partition(placing, record.key(), partitions),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    private BusException failure(Throwable cause) {
        return new BusException(
                "copying " + from + " into " + into + " at " + client.get("bootstrap.servers"),
                cause);
    }
}
