package dev.vigil.local.bus;

import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the one table. */
public final class Topics {
    private static final short BROKER_DEFAULT_REPLICATION = -1;
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Topics() {}

    public static List<Topic> create(String bootstrap) throws BusException {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        return create(client);
    }

    /** Creates what is missing and returns it; what exists is left as it is. */
    public static List<Topic> create(Properties client) throws BusException {
        List<Topic> created = new ArrayList<>();
        try (Admin kafka = Admin.create(client)) {
            List<NewTopic> wanted = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                wanted.add(
                        new NewTopic(
                                        topic.topicName(),
                                        topic.partitions(),
                                        BROKER_DEFAULT_REPLICATION)
                                .configs(configs(topic)));
            }
            Map<String, KafkaFuture<Void>> results = kafka.createTopics(wanted).values();
            for (Topic topic : Topic.values()) {
                if (wasMissing(results.get(topic.topicName()))) {
                    created.add(topic);
                }
            }
            waitForLeaders(kafka, created);
        }
        return created;
    }

    /**
     * A partition without a leader yet refuses what is sent; several batches on their way then come
     * back out of order and an idempotent producer waits in vain.
     */
    private static void waitForLeaders(Admin kafka, List<Topic> created) throws BusException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (Topic topic : created) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.put(
                        new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
            }
        }
        long endNanos = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (true) {
            try {
                kafka.listOffsets(partitions).all().get();
                return;
            } catch (ExecutionException e) {
                // A broker that has created a topic may for a moment not know it yet.
                if (System.nanoTime() > endNanos) {
                    throw new BusException("waiting for the leaders of new topics", e.getCause());
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BusException("waiting for the leaders of new topics", e);
            }
        }
    }

    private static void pause() throws BusException {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("waiting for the leaders of new topics", e);
        }
    }

    /** The settings of a topic on the broker. */
    public static Map<String, String> configs(Topic topic) {
        return topic.retention() == null
                ? Map.of("cleanup.policy", topic.cleanup().policy())
                : Map.of(
                        "cleanup.policy",
                        topic.cleanup().policy(),
                        "retention.ms",
                        Long.toString(topic.retention().toMillis()));
    }

    private static boolean wasMissing(KafkaFuture<Void> creation) throws BusException {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new BusException("creating topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("creating topics", e);
        }
    }
}
