package dev.vigil.client.bus;

import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the one table, and gives those that exist what protects them. */
public final class Topics {
    private static final String LARGEST = "max.message.bytes";
    private static final String RETENTION = "retention.ms";
    private static final String MIN_IN_SYNC = "min.insync.replicas";
    private static final String COMPRESSION = "compression.type";
    private static final String TIMESTAMPS = "message.timestamp.type";
    private static final String TOMBSTONES = "delete.retention.ms";
    private static final String VERSIONS = "min.compaction.lag.ms";
    private static final long NO_LIMIT = -1;
    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Topics() {}

    /** For a broker of one's own: what it has from an earlier version is brought up to date. */
    public static List<Topic> create(String bootstrap) throws BusException {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        List<Topic> created = create(client);
        if (created.size() < Topic.values().length) {
            protect(client);
        }
        return created;
    }

    /** Creates what is missing and returns it; what exists is left as it is. */
    public static List<Topic> create(Properties client) throws BusException {
        List<Topic> created = new ArrayList<>();
        try (Admin kafka = Admin.create(client)) {
            int brokers = asked("asking for brokers", kafka.describeCluster().nodes()).size();
            int replicas = replicas(brokers);
            List<NewTopic> wanted = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                wanted.add(
                        new NewTopic(topic.topicName(), topic.partitions(), (short) replicas)
                                .configs(configs(topic, replicas)));
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
     * Changes the settings that protect less than the table's; never the clean-up policy, which
     * could remove records.
     *
     * @return what was changed, by topic
     */
    public static Map<Topic, Map<String, String>> protect(Properties client) throws BusException {
        Map<Topic, Map<String, String>> changed = new EnumMap<>(Topic.class);
        try (Admin kafka = Admin.create(client)) {
            List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
            Map<String, TopicDescription> found =
                    asked("asking for topics", kafka.describeTopics(names).allTopicNames());
            Map<ConfigResource, Config> configs =
                    asked(
                            "asking for settings of topics",
                            kafka.describeConfigs(names.stream().map(Topics::resource).toList())
                                    .all());
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (Topic topic : Topic.values()) {
                ConfigResource resource = resource(topic.topicName());
                Map<String, String> lacking =
                        lacking(
                                topic,
                                replicas(found.get(topic.topicName())),
                                configs.get(resource));
                if (!lacking.isEmpty()) {
                    changed.put(topic, lacking);
                    changes.put(resource, lacking.entrySet().stream().map(Topics::set).toList());
                }
            }
            asked("changing settings of topics", kafka.incrementalAlterConfigs(changes).all());
        }
        return changed;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static AlterConfigOp set(Map.Entry<String, String> setting) {
        return new AlterConfigOp(
                new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET);
    }

    private static <T> T asked(String what, KafkaFuture<T> answer) throws BusException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new BusException(what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException(what, e);
        }
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

    /** How many replicas a topic gets. */
    public static int replicas(int brokers) {
        return Math.min(Topic.REPLICATION, brokers);
    }

    /** The least that a partition of a topic has. */
    public static int replicas(TopicDescription topic) {
        return topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1);
    }

    /** The settings of a topic on the broker. */
    public static Map<String, String> configs(Topic topic, int replicas) {
        Map<String, String> configs = new LinkedHashMap<>();
        configs.put("cleanup.policy", topic.cleanup().policy());
        configs.put(LARGEST, Integer.toString(Topic.LARGEST_BATCH));
        configs.put(MIN_IN_SYNC, Integer.toString(Topic.minInSync(replicas)));
        putMs(configs, RETENTION, topic.retention());
        putMs(configs, TOMBSTONES, topic.tombstones());
        putMs(configs, VERSIONS, topic.versions());
        if (topic.isUncompressed()) {
            configs.put(COMPRESSION, "uncompressed");
        }
        if (topic.isStampedByBroker()) {
            configs.put(TIMESTAMPS, "LogAppendTime");
        }
        return configs;
    }

    private static void putMs(Map<String, String> configs, String key, Duration span) {
        if (span != null) {
            configs.put(key, Long.toString(span.toMillis()));
        }
    }

    /** The settings of the table that protect more than those that a topic has. */
    public static Map<String, String> lacking(Topic topic, int replicas, Config config) {
        Map<String, String> lacking = new LinkedHashMap<>(configs(topic, replicas));
        lacking.remove("cleanup.policy");
        lacking.entrySet()
                .removeIf(
                        setting ->
                                isEnough(
                                        setting.getKey(),
                                        config.get(setting.getKey()).value(),
                                        setting.getValue()));
        return lacking;
    }

    private static boolean isEnough(String key, String got, String wanted) {
        if (key.equals(COMPRESSION) || key.equals(TIMESTAMPS)) {
            return got.equals(wanted);
        }
        long value = Long.parseLong(got);
        return value == NO_LIMIT || value >= Long.parseLong(wanted);
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
