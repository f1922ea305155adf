package dev.vigil.stream;

import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.JobOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers, before the job exists, whether it can run there; all errors at once. */
final class StartChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StartChecks() {}

    /**
     * Checks brokers, topics and transaction time-out.
     *
     * @throws IllegalArgumentException with one line per error
     */
    static void run(Properties clients, Configuration options) {
        List<String> errors = new ArrayList<>();
        Properties admin = new Properties();
        admin.putAll(clients);
        admin.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        admin.put("request.timeout.ms", Long.toString(PATIENCE.toMillis() / 2));
        try (Admin kafka = Admin.create(admin)) {
            checkTopics(kafka, errors);
            if (!options.get(JobOptions.JOB).equals("media")) {
                checkTransactionTimeout(kafka, options.get(JobOptions.TRANSACTION_TIMEOUT), errors);
            }
        } catch (KafkaException | TimeoutException e) {
            errors.add(
                    "--kafka.bootstrap: expected a Kafka broker at "
                            + clients.getProperty("bootstrap.servers")
                            + ", came '"
                            + ExceptionUtils.getRootCauseMessage(e)
                            + "'; start it or correct the address");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
        }
    }

    private static void checkTopics(Admin kafka, List<String> errors) throws TimeoutException {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<String, KafkaFuture<TopicDescription>> topics =
                kafka.describeTopics(names).topicNameValues();
        for (Topic topic : Topic.values()) {
            if (!exists(topics.get(topic.topicName()))) {
                errors.add(
                        "topic "
                                + topic.topicName()
                                + ": expected on the broker, came none; create it with vigil"
                                + " topics --create");
            }
        }
    }

    private static boolean exists(KafkaFuture<TopicDescription> topic) throws TimeoutException {
        try {
            topic.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for topics", e);
        }
    }

    private static void checkTransactionTimeout(Admin kafka, Duration wanted, List<String> errors)
            throws TimeoutException {
        try {
            String broker = kafka.describeCluster().nodes().get().iterator().next().idString();
            ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
            Config config =
                    kafka.describeConfigs(List.of(resource))
                            .all()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .get(resource);
            long longest = Long.parseLong(config.get("transaction.max.timeout.ms").value());
            if (wanted.toMillis() > longest) {
                errors.add(
                        "--transaction.timeout: expected at most the broker's"
                                + " transaction.max.timeout.ms, "
                                + longest
                                + " ms, came "
                                + wanted.toMillis()
                                + " ms; raise it there or lower it here");
            }
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the broker", e);
        }
    }
}
