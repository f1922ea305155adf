package dev.vigil.cli.doctor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers answer, asked once. */
final class Brokers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin kafka;
    private final String bootstrap;
    private Map<String, TopicDescription> topics;
    private Map<String, Config> configs;

    Brokers(Properties client) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.putIfAbsent("default.api.timeout.ms", "10000");
        properties.putIfAbsent("request.timeout.ms", "5000");
        kafka = Admin.create(properties);
        bootstrap = properties.getProperty("bootstrap.servers");
    }

    /** A line of one of Kafka's own tools, with what finds these brokers. */
    String tool(String script, String rest) {
        return script + " --bootstrap-server " + bootstrap + " " + rest;
    }

    Admin admin() {
        return kafka;
    }

    List<Node> nodes() throws ExecutionException, InterruptedException, TimeoutException {
        return List.copyOf(await(kafka.describeCluster().nodes()));
    }

    /** Those of the names that exist. */
    Map<String, TopicDescription> topics(List<String> names) throws Exception {
        if (topics == null) {
            Map<String, TopicDescription> found = new HashMap<>();
            for (var asked : kafka.describeTopics(names).topicNameValues().entrySet()) {
                try {
                    found.put(asked.getKey(), await(asked.getValue()));
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                }
            }
            topics = found;
        }
        return topics;
    }

    /** Settings of the topics that exist. */
    Map<String, Config> configs(List<String> names) throws Exception {
        if (configs == null) {
            List<ConfigResource> resources =
                    topics(names).keySet().stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList();
            Map<String, Config> found = new HashMap<>();
            await(kafka.describeConfigs(resources).all())
                    .forEach((resource, config) -> found.put(resource.name(), config));
            configs = found;
        }
        return configs;
    }

    /** A setting of a broker, or null where it has none. */
    String setting(Node broker, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        Config config = await(kafka.describeConfigs(List.of(resource)).all()).get(resource);
        return config.get(key) == null ? null : config.get(key).value();
    }

    static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        // Without a limit it would wait for the very call that got no answer.
        kafka.close(Duration.ZERO);
    }
}
