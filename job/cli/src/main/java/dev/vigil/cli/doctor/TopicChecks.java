package dev.vigil.cli.doctor;

import dev.vigil.client.bus.Topics;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** The topics on the brokers against the one table. */
final class TopicChecks {
    static final List<String> NAMES = Arrays.stream(Topic.values()).map(Topic::topicName).toList();

    private static final String UNLIMITED = "-1";

    private final Brokers brokers;

    TopicChecks(Brokers brokers) {
        this.brokers = brokers;
    }

    DoctorFinding missing() throws Exception {
        List<String> missing = new ArrayList<>(NAMES);
        missing.removeAll(brokers.topics(NAMES).keySet());
        return missing.isEmpty()
                ? DoctorFinding.well("topics", "all " + NAMES.size() + " of the table exist")
                : DoctorFinding.wrong(
                        "topics",
                        "all " + NAMES.size() + " of the table",
                        "no " + String.join(", ", missing),
                        "run vigil topics --create");
    }

    /**
     * A source is given as many tasks as in the table: one without a partition stops time. A
     * compacted topic of another count can't be mended by adding any.
     */
    DoctorFinding partitions() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> got = new ArrayList<>();
        List<String> todo = new ArrayList<>();
        List<String> anew = new ArrayList<>();
        Map<String, TopicDescription> topics = brokers.topics(NAMES);
        for (Topic topic : existing(topics)) {
            int partitions = topics.get(topic.topicName()).partitions().size();
            if (topic.mayHave(partitions)) {
                continue;
            }
            expected.add(
                    (topic.isOfFinalPartitions() ? "exactly " : "")
                            + topic.partitions()
                            + " of "
                            + topic.topicName());
            got.add(Integer.toString(partitions));
            if (topic.isOfFinalPartitions()) {
                anew.add(topic.topicName());
            } else {
                todo.add(more(topic));
            }
        }
        if (!anew.isEmpty()) {
            todo.add(copied(anew));
        }
        String well = "as in the table; more where a topic only deletes";
        return finding("partitions", well, expected, got, todo);
    }

    private String more(Topic topic) {
        return brokers.tool(
                "kafka-topics.sh",
                "--alter --topic " + topic.topicName() + " --partitions " + topic.partitions());
    }

    private static String copied(List<String> topics) {
        return "add none to "
                + String.join(", ", topics)
                + ", which is compacted: keys would move to other partitions, and what was retired"
                + " would be back. If it is empty, delete it and run vigil topics --create; else"
                + " copy its records with vigil topics --copy, or restore it from a cluster that"
                + " has the right count, as in Partitions on the operator's page: with an audit"
                + " log the next one begins there";
    }

    DoctorFinding replicas() throws Exception {
        return replicas(brokers.topics(NAMES).values());
    }

    /** A topic that was made before there were three brokers keeps its one replica. */
    DoctorFinding replication() throws Exception {
        return replication(brokers.topics(NAMES).values(), brokers.nodes().size());
    }

    static DoctorFinding replication(Collection<TopicDescription> topics, int brokers) {
        int wanted = Topics.replicas(brokers);
        List<String> got =
                topics.stream()
                        .filter(topic -> Topics.replicas(topic) < wanted)
                        .map(topic -> Topics.replicas(topic) + " of " + topic.name())
                        .sorted()
                        .toList();
        return got.isEmpty()
                ? DoctorFinding.well("replication", wanted + " on " + brokers + " brokers, or more")
                : DoctorFinding.wrong(
                        "replication",
                        wanted + " replicas of each topic",
                        String.join(", ", got),
                        "give them more with kafka-reassign-partitions.sh, then run vigil topics"
                                + " --create, which sets min.insync.replicas");
    }

    /** What keeps records, keys and readers safe, as far as it is a setting of a topic. */
    DoctorFinding protection() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> got = new ArrayList<>();
        Map<String, Config> configs = brokers.configs(NAMES);
        Map<String, TopicDescription> topics = brokers.topics(NAMES);
        for (Topic topic : existing(configs)) {
            Config config = configs.get(topic.topicName());
            int replicas = Topics.replicas(topics.get(topic.topicName()));
            Map<String, String> lacking = Topics.lacking(topic, replicas, config);
            // Has a check of its own.
            lacking.remove("retention.ms");
            lacking.forEach(
                    (key, value) -> {
                        expected.add(key + "=" + value + " of " + topic.topicName());
                        got.add(config.get(key).value());
                    });
        }
        return expected.isEmpty()
                ? DoctorFinding.well("protection", "settings as in the table, or stricter")
                : DoctorFinding.wrong(
                        "protection",
                        String.join(", ", expected),
                        String.join(", ", got),
                        "run vigil topics --create as an administrator");
    }

    static DoctorFinding replicas(Collection<TopicDescription> topics) {
        List<String> got = new ArrayList<>();
        for (TopicDescription topic : topics) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                int inStep = partition.isr().size();
                int all = partition.replicas().size();
                if (partition.leader() == null || inStep < all) {
                    String name = topic.name() + "-" + partition.partition();
                    got.add(inStep + " of " + all + " of " + name);
                }
            }
        }
        return got.isEmpty()
                ? DoctorFinding.well("replicas", "all in step")
                : DoctorFinding.wrong(
                        "replicas",
                        "all in step, and a leader each",
                        String.join(", ", got),
                        "bring the missing brokers back");
    }

    DoctorFinding compaction() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> got = new ArrayList<>();
        List<String> todo = new ArrayList<>();
        Map<String, Config> configs = brokers.configs(NAMES);
        for (Topic topic : existing(configs)) {
            String policy = value(configs, topic, "cleanup.policy");
            if (!topic.cleanup().is(policy)) {
                expected.add(topic.cleanup().policy() + " of " + topic.topicName());
                got.add(policy);
                // The tool takes a comma for the next setting.
                todo.add(alter(topic, "cleanup.policy=[" + topic.cleanup().policy() + "]"));
            }
        }
        return finding("compaction", "as in the table", expected, got, todo);
    }

    /** Longer is well; a limit by size deletes what the time would keep. */
    DoctorFinding retention() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> got = new ArrayList<>();
        List<String> todo = new ArrayList<>();
        Map<String, Config> configs = brokers.configs(NAMES);
        for (Topic topic : existing(configs)) {
            if (topic.retention() == null) {
                continue;
            }
            long keptMs = Long.parseLong(value(configs, topic, "retention.ms"));
            if (keptMs >= 0 && keptMs < topic.retention().toMillis()) {
                expected.add(span(topic.retention().toMillis()) + " of " + topic.topicName());
                got.add(span(keptMs));
                todo.add(alter(topic, "retention.ms=" + topic.retention().toMillis()));
            }
            String bytes = value(configs, topic, "retention.bytes");
            if (!bytes.equals(UNLIMITED)) {
                expected.add("no limit by size of " + topic.topicName());
                got.add(bytes + " bytes");
                todo.add(alter(topic, "retention.bytes=" + UNLIMITED));
            }
        }
        return finding("retention", "as long as in the table, or longer", expected, got, todo);
    }

    /**
     * @param outage the least that an outage of the checkpoints' storage asks for
     */
    DoctorFinding transactions(Duration timeout, Duration outage) throws Exception {
        if (timeout.compareTo(outage) < 0) {
            return DoctorFinding.wrong(
                    "transactions",
                    "a transaction.timeout of at least " + outage.toSeconds() + " s",
                    span(timeout.toMillis()),
                    "raise --transaction.timeout of the notice and ledger jobs: storage that is away for longer"
                            + " loses transactions, and the job has to start again");
        }
        long least = Long.MAX_VALUE;
        for (Node broker : brokers.nodes()) {
            String value = brokers.setting(broker, "transaction.max.timeout.ms");
            least = Math.min(least, Long.parseLong(value));
        }
        return timeout.toMillis() <= least
                ? DoctorFinding.well(
                        "transactions",
                        "transaction.timeout of "
                                + span(timeout.toMillis())
                                + ", the brokers allow "
                                + span(least))
                : DoctorFinding.wrong(
                        "transactions",
                        "brokers that allow a transaction.timeout of " + span(timeout.toMillis()),
                        span(least),
                        "set transaction.max.timeout.ms="
                                + timeout.toMillis()
                                + " there or lower --transaction.timeout of the notice and ledger jobs");
    }

    private static List<Topic> existing(Map<String, ?> found) {
        return Arrays.stream(Topic.values())
                .filter(topic -> found.containsKey(topic.topicName()))
                .toList();
    }

    private static String value(Map<String, Config> configs, Topic topic, String key) {
        return configs.get(topic.topicName()).get(key).value();
    }

    private String alter(Topic topic, String setting) {
        return brokers.tool(
                "kafka-configs.sh",
                "--alter --topic " + topic.topicName() + " --add-config " + setting);
    }

    private static DoctorFinding finding(
            String check, String well, List<String> expected, List<String> got, List<String> todo) {
        return expected.isEmpty()
                ? DoctorFinding.well(check, well)
                : DoctorFinding.wrong(
                        check,
                        String.join(", ", expected),
                        String.join(", ", got),
                        String.join(" && ", todo));
    }

    static String span(long ms) {
        Duration span = Duration.ofMillis(ms);
        if (span.toHours() >= 48) {
            return span.toDays() + " d";
        }
        if (span.toMinutes() >= 120) {
            return span.toHours() + " h";
        }
        return span.toSeconds() >= 120 ? span.toMinutes() + " min" : ms / 1_000.0 + " s";
    }
}
