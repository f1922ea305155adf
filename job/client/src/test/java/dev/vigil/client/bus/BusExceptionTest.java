package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BusExceptionTest {
    @Test
    void aMissingRightIsToldHoweverItIsWrapped() {
        Exception right = new ClusterAuthorizationException("Cluster authorization failed.");
        assertThat(new BusException("sending", right))
                .hasMessageContaining("expected the right to do so while sending");
        assertThat(new BusException("sending", new KafkaException("in error state", right)))
                .hasMessageContaining("expected the right to do so while sending")
                .hasMessageContaining("Cluster authorization failed.");
    }

    @Test
    void whatIsNoneIsTakenForNone() {
        Exception password = new SaslAuthenticationException("Invalid username or password");
        assertThat(new BusException("sending", new KafkaException(password)))
                .hasMessageContaining("correct the credentials");
        assertThat(new BusException("sending", new TimeoutException("no answer")))
                .hasMessageContaining("expected a Kafka broker to answer");
    }
}
