package dev.vigil.stream;

import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.JobKind;
import dev.vigil.stream.options.JobOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers, before the job exists, whether it can and may run there; all errors at once.
 */
final class StartChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StartChecks() {}

    /**
     * Checks brokers, topics, rights and transaction time-out.
     *
     * @throws IllegalArgumentException with one line per error
     */
    static void run(Properties clients, Configuration options, Checkpoints checkpoints) {
        List<String> errors = new ArrayList<>();
        Properties admin = new Properties();
        admin.putAll(clients);
        admin.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        admin.put("request.timeout.ms", Long.toString(PATIENCE.toMillis() / 2));
        try (Admin kafka = Admin.create(admin)) {
            JobKind job = options.get(JobOptions.JOB);
            checkTopics(kafka, job, errors);
            if (job.runsNotice()) {
                checkTransactionRights(
                        kafka,
                        JobOptions.TRANSACTION_PREFIX,
                        "--transaction-prefix",
                        options,
                        errors);
            }
            if (job.runsLedger()) {
                checkTransactionRights(
                        kafka,
                        JobOptions.STRIKE_PREFIX,
                        "--transaction-prefix-ledger",
                        options,
                        errors);
            }
            if (job.runsNotice() || job.runsLedger()) {
                Duration timeout = options.get(JobOptions.TRANSACTION_TIMEOUT);
                checkOutage(timeout, checkpoints, errors);
                checkTransactionTimeout(kafka, timeout, errors);
            }
        } catch (AuthorizationException e) {
            errors.add(
                    "Kafka: expected the rights of the job on the cluster, got '"
                            + e.getMessage()
                            + "'; grant them with vigil topics --acls --apply");
        } catch (KafkaException | TimeoutException e) {
            errors.add(
                    "--kafka.bootstrap: expected a Kafka broker at "
                            + clients.getProperty("bootstrap.servers")
                            + ", got '"
                            + ExceptionUtils.getRootCauseMessage(e)
                            + "'; start it or correct the address");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), errors));
        }
    }

    private static void checkTopics(Admin kafka, JobKind job, List<String> errors)
            throws TimeoutException {
        List<Topic> wanted =
                Arrays.stream(Topic.values())
                        .filter(topic -> !rights(job, topic).isEmpty())
                        .toList();
        Map<String, KafkaFuture<TopicDescription>> topics =
                kafka.describeTopics(
                                wanted.stream().map(Topic::topicName).toList(),
                                new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .topicNameValues();
        for (Topic topic : wanted) {
            checkTopic(topic, rights(job, topic), topics.get(topic.topicName()), errors);
        }
    }

    /** What a job does with a topic; nothing where it has no business there. */
    private static Set<AclOperation> rights(JobKind job, Topic topic) {
        Set<AclOperation> rights = EnumSet.noneOf(AclOperation.class);
        for (Party party : job.parties()) {
            if (party.reads(topic)) {
                rights.add(AclOperation.READ);
            }
            if (party.writes(topic)) {
                rights.add(AclOperation.WRITE);
            }
        }
        return rights;
    }

    private static void checkTopic(
            Topic topic,
            Set<AclOperation> wanted,
            KafkaFuture<TopicDescription> asked,
            List<String> errors)
            throws TimeoutException {
        Set<AclOperation> has = EnumSet.noneOf(AclOperation.class);
        try {
            Set<AclOperation> told =
                    asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).authorizedOperations();
            // A broker that is too old to answer is assumed to allow.
            has.addAll(told == null ? wanted : told);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                errors.add(
                        "topic "
                                + topic.topicName()
                                + ": expected on the broker, got none; create it with vigil"
                                + " topics --create");
                return;
            }
            if (!(e.getCause() instanceof TopicAuthorizationException)) {
                throw new KafkaException(e.getCause().getMessage(), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for topics", e);
        }
        if (!has.containsAll(wanted)) {
            errors.add(
                    "topic "
                            + topic.topicName()
                            + ": expected the right to "
                            + wanted
                            + " for this job's principal, got "
                            + has
                            + "; grant it with vigil topics --acls --apply");
        }
    }

    /** Unused ids are distinguished from ids that may not be described. */
    private static void checkTransactionRights(
            Admin kafka,
            ConfigOption<String> option,
            String grantedBy,
            Configuration options,
            List<String> errors)
            throws TimeoutException {
        String prefix = options.get(option);
        String id = prefix + "-0";
        try {
            kafka.describeTransactions(List.of(id))
                    .description(id)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdAuthorizationException) {
                errors.add(
                        "--"
                                + option.key()
                                + ": expected the right to WRITE with transactional ids"
                                + " that begin with "
                                + prefix
                                + " for this job's principal, got none; grant it with vigil"
                                + " topics --acls --apply "
                                + grantedBy
                                + " "
                                + prefix);
            } else if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                throw new KafkaException(e.getCause().getMessage(), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for transactions", e);
        }
    }

    static void checkOutage(Duration timeout, Checkpoints checkpoints, List<String> errors) {
        if (timeout.compareTo(checkpoints.transactions()) < 0) {
            errors.add(
                    "--transaction.timeout: expected at least "
                            + checkpoints.transactions().toMillis()
                            + " ms, the outage of storage that a job goes on in, an interval and a"
                            + " time-out of checkpoints, got "
                            + timeout.toMillis()
                            + " ms; raise it, or lower execution.checkpointing.timeout");
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
                                + " ms, got "
                                + wanted.toMillis()
                                + " ms; raise it there or lower it here");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException refused) {
                throw refused;
            }
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the broker", e);
        }
    }
}
