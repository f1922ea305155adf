package dev.vigil.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerITCase {

    @Test
    void startsAgainOnItsDataAfterACloseAndOnAnotherPort(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Admin admin = admin(broker.bootstrap())) {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1))).all().get();
            assertThatThrownBy(() -> admin.describeTopics(List.of("named")).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Admin admin = admin(broker.bootstrap())) {
            assertThat(admin.listTopics().names().get()).containsExactly("kept");
        }
    }

    @Test
    void survivesAKilledProcess(@TempDir Path directory) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Killed.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            awaitLine(process, Killed.WRITTEN);
        } finally {
            process.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
                Admin admin = admin(broker.bootstrap());
                KafkaProducer<String, String> producer = transactional(broker.bootstrap())) {
            assertThat(admin.listTopics().names().get()).contains("kept");
            // Fences the transaction that the killed process left open.
            producer.initTransactions();
            producer.beginTransaction();
            assertThat(producer.send(new ProducerRecord<>("kept", "after")).get().offset())
                    .isPositive();
            producer.commitTransaction();
        }
    }

    private static void awaitLine(Process process, String line) throws Exception {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String next = out.readLine(); next != null; next = out.readLine()) {
            if (next.equals(line)) {
                return;
            }
            seen.append(next).append('\n');
        }
        throw new AssertionError("Expected the line " + line + ", got:\n" + seen);
    }

    private static Admin admin(String bootstrap) {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    private static KafkaProducer<String, String> transactional(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "transactional.id",
                        "bridge",
                        "transaction.timeout.ms",
                        Long.toString(Duration.ofDays(6).toMillis())),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Writes a record, leaves a transaction open and waits to be killed. */
    static final class Killed {

        static final String WRITTEN = "written";

        public static void main(String[] directory) throws Exception {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(directory[0]));
            try (Admin admin = admin(broker.bootstrap())) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
            }
            KafkaProducer<String, String> producer = transactional(broker.bootstrap());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", "before")).get();
            System.out.println(WRITTEN);
            Thread.currentThread().join();
        }
    }
}
