package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.TestingKafka;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class PushTest {
    private static final Envelope ENVELOPE =
            Envelope.json(EventType.SESSION_ENDED, Push.SOURCE, "s/ended", "s", 1_795_000_000_000L);

    @Test
    void sendsACloudEventInBinaryMode() throws PushException {
        TestingKafka kafka = new TestingKafka();
        try (Push push = new Push(kafka.producer)) {
            push.send(Topic.MEDIA_LIVE, "s", ENVELOPE, new byte[] {1, 2});
            push.flush();
        }
        ProducerRecord<byte[], byte[]> record = kafka.sent().get(0);
        assertThat(record.topic()).isEqualTo("media.live");
        assertThat(TestingKafka.key(record)).isEqualTo("s");
        assertThat(record.value()).containsExactly(1, 2);
        assertThat(TestingKafka.envelope(record)).isEqualTo(ENVELOPE);
        assertThat(kafka.producer.closed()).isTrue();
    }

    @Test
    void theRecordsOfAWorkAreKeptTogetherWhateverTheirKeys() throws PushException {
        TestingKafka kafka = new TestingKafka();
        try (Push push = new Push(kafka.producer)) {
            for (int chunk = 0; chunk < 20; chunk++) {
                push.send(Topic.REFERENCES, "w/r/1/" + chunk, ENVELOPE, new byte[1]);
            }
        }
        assertThat(kafka.sent()).extracting(ProducerRecord::partition).doesNotContainNull();
        assertThat(kafka.sent().stream().map(ProducerRecord::partition).distinct()).hasSize(1);
    }

    @Test
    void aFailedDeliveryFailsTheNextCall() throws PushException {
        TestingKafka kafka = new TestingKafka(false);
        try (Push push = new Push(kafka.producer)) {
            push.send(Topic.MEDIA_LIVE, "s", ENVELOPE, new byte[1]);
            kafka.producer.errorNext(new RecordTooLargeException("too large"));
            assertThatThrownBy(() -> push.send(Topic.MEDIA_LIVE, "s", ENVELOPE, new byte[1]))
                    .isInstanceOf(PushException.class)
                    .hasMessageContaining("expected the record to be stored, got RecordTooLarge");
            assertThatThrownBy(push::flush).isInstanceOf(PushException.class);
        }
    }

    @Test
    void saysWithinSecondsThatNoBrokerAnswers() {
        assertThatThrownBy(
                        () ->
                                Broker.requireTopic(
                                        "localhost:1",
                                        new Properties(),
                                        Topic.MEDIA_LIVE,
                                        Duration.ofMillis(200)))
                .isInstanceOf(PushException.class)
                .hasMessageContaining("Kafka at localhost:1: expected an answer")
                .hasMessageContaining("--bootstrap");
    }

    @Test
    void saysThatAnAddressIsNone() {
        assertThatThrownBy(() -> Broker.connect("nonsense", new Properties(), Topic.MEDIA_LIVE))
                .isInstanceOf(PushException.class)
                .hasMessageContaining("Kafka at nonsense")
                .hasMessageContaining("correct --bootstrap");
    }
}
