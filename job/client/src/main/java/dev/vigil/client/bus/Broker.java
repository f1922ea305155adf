package dev.vigil.client.bus;

import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Connects to Kafka, and reports within seconds and in one line why that does not work. */
public final class Broker {
    /** Long enough for a cold TLS connection, short enough for a person who waits. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private Broker() {}

    /**
     * Connects a producer that neither loses nor repeats a record while it lives.
     *
     * @param settings of the client beyond its address, such as security; they win
     * @throws PushException when no broker answers or it has no such topic
     */
    public static Push connect(String bootstrap, Properties settings, Topic topic)
            throws PushException {
        requireTopic(bootstrap, settings, topic, ANSWER_WITHIN);
        Properties producer = new Properties();
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Segments are 44 kB: a little waiting fills batches without a delay that matters.
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, "vigil-edge");
        producer.putAll(settings);
        producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try {
            return new Push(
                    new KafkaProducer<>(
                            producer, new ByteArraySerializer(), new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw unusable(bootstrap, e);
        }
    }

    public static void requireTopic(
            String bootstrap, Properties settings, Topic topic, Duration answerWithin)
            throws PushException {
        Properties client = new Properties();
        client.putAll(settings);
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        Admin admin = null;
        try {
            admin = Admin.create(client);
            admin.describeTopics(List.of(topic.topicName()))
                    .allTopicNames()
                    .get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw silent(bootstrap, e);
        } catch (ExecutionException e) {
            throw failed(bootstrap, topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent(bootstrap, e);
        } catch (KafkaException e) {
            throw unusable(bootstrap, e);
        } finally {
            if (admin != null) {
                // Without a limit it would wait for the very call that got no answer.
                admin.close(Duration.ZERO);
            }
        }
    }

    private static PushException failed(String bootstrap, Topic topic, Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new PushException(
                    "Kafka at "
                            + bootstrap
                            + ": expected the topic "
                            + topic.topicName()
                            + ", got none; create the topics with: vigil topics",
                    cause);
        }
        if (cause instanceof AuthorizationException) {
            return new PushException(
                    "Kafka at "
                            + bootstrap
                            + ": expected the right to write to "
                            + topic.topicName()
                            + ", got none; grant it to this principal, see vigil topics --acls",
                    cause);
        }
        return cause instanceof org.apache.kafka.common.errors.TimeoutException
                ? silent(bootstrap, cause)
                : unusable(bootstrap, cause);
    }

    private static PushException silent(String bootstrap, Throwable cause) {
        return new PushException(
                "Kafka at "
                        + bootstrap
                        + ": expected an answer within seconds, got none; start the broker or give its address with --bootstrap",
                cause);
    }

    public static PushException unusable(String bootstrap, Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        return new PushException(
                "Kafka at "
                        + bootstrap
                        + ": expected a connection, got "
                        + root.getMessage()
                        + "; correct --bootstrap or --kafka-properties",
                cause);
    }
}
