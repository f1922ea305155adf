package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of what is sent it is known in time whether it can still get to its topic. */
class KafkaOutboxTargetTest {
    /** Nothing listens there. */
    private static Properties client(String... settings) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", "127.0.0.1:1");
        for (int i = 0; i < settings.length; i += 2) {
            client.setProperty(settings[i], settings[i + 1]);
        }
        return client;
    }

    @ParameterizedTest
    @CsvSource({
        "delivery.timeout.ms, 120000, '9000 at most, got 125000'",
        "max.block.ms, 60000, '9000 at most, got 124000'",
        "max.block.ms, soon, expected a number of ms"
    })
    void timesThatARowInDoubtIsNotWaitedForAreRefused(String key, String value, String message) {
        assertThatThrownBy(() -> new KafkaOutboxTarget(client(key, value)).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsInDoubtIsLookedForOnceNoSendCanEndAnyMore() {
        assertThat(DeskSender.SETTLES).isGreaterThan(KafkaOutboxTarget.LONGEST);
    }

    /** Such settings are those of other clients in the same file. */
    @Test
    void otherTimesOfAFileOfClientSettingsAreNotTaken() throws Exception {
        new KafkaOutboxTarget(client("request.timeout.ms", "30000", "linger.ms", "5000")).close();
    }

    @Test
    void whatFindsNoBrokerIsNotInDoubt() throws Exception {
        OutboxRow row =
                new OutboxRow("r-1", "notices", new byte[] {1}, List.of(), new byte[] {1}, 0, "x");
        try (KafkaOutboxTarget target = new KafkaOutboxTarget(client("max.block.ms", "50"))) {
            UnsentException unsent =
                    catchThrowableOfType(UnsentException.class, () -> target.send(row));

            assertThat(unsent.isForGood()).isFalse();
            assertThat(unsent).hasMessageContaining("expected a Kafka broker to answer");
        }
    }
}
