package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaEndpointsTest {
    private final Properties clients = new Properties();
    private final Properties consumers = new Properties();

    @BeforeEach
    void connect() {
        clients.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    }

    @Test
    void segmentsAreGatheredForAMoment() {
        ConsumerConfig config = config();
        assertThat(config.getInt(ConsumerConfig.FETCH_MIN_BYTES_CONFIG)).isGreaterThan(100_000);
        assertThat(config.getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG))
                .as("a segment of 2 s must not wait for long")
                .isLessThanOrEqualTo(200);
        assertThat(config.getList(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG))
                .containsExactly("localhost:9092");
    }

    @Test
    void settingsOfASiteWin() {
        clients.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        consumers.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "7");
        assertThat(config().getInt(ConsumerConfig.FETCH_MIN_BYTES_CONFIG)).isOne();
        assertThat(config().getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG)).isEqualTo(7);
    }

    /** As Kafka reads it: a name that it does not know would change nothing. */
    private ConsumerConfig config() {
        Properties settings = new KafkaEndpoints(clients, consumers).gathering();
        String bytes = ByteArrayDeserializer.class.getName();
        settings.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, bytes);
        settings.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, bytes);
        return new ConsumerConfig(settings);
    }
}
