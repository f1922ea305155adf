package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.stream.caughtup.LogEndProbe.LogEnd;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class LogEndProbeITCase {

    private Topics topics;
    private LogEndProbe probe;

    @BeforeEach
    void open(EmbeddedBroker broker) {
        topics = new Topics(broker.bootstrap());
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.bootstrap());
        probe = LogEndProbe.kafka(properties, Duration.ofSeconds(5)).open();
    }

    @AfterEach
    void close() {
        probe.close();
        topics.close();
    }

    @Test
    void aStretchIsClearUpToTheFirstRecordThatIsCommitted() throws Exception {
        String topic = topics.create("notices", 1);
        try (KafkaProducer<String, Long> bridge = topics.transactional()) {
            bridge.beginTransaction();
            for (int i = 0; i < 3; i++) {
                Topics.sendOpen(bridge, topic, "aborted", Fact.NOTICE);
            }
            bridge.abortTransaction();
            bridge.beginTransaction();
            Topics.sendOpen(bridge, topic, "committed", Fact.NOTICE);
            bridge.commitTransaction();
        }
        // Three aborted records and their marker, the committed one and its marker.
        TopicPartition partition = new TopicPartition(topic, 0);
        Awaitility.await()
                .atMost(Await.PATIENCE)
                .until(
                        () ->
                                probe.logEnds(Set.of(partition))
                                        .equals(Map.of(partition, new LogEnd(6, 6))));
        assertThat(probe.clearUpTo(partition, -2, 4)).isEqualTo(4);
        assertThat(probe.clearUpTo(partition, -2, 6)).isEqualTo(4);
        assertThat(probe.clearUpTo(partition, 4, 6)).isEqualTo(4);
        assertThat(probe.clearUpTo(partition, 5, 6)).isEqualTo(6);
    }

    @Test
    void aTopicMadeAnewIsNotTakenForTheOld() throws Exception {
        String topic = topics.create("notices", 1);
        assertThat(probe.partitionCounts(Set.of(topic))).isEqualTo(Map.of(topic, 1));
        assertThat(probe.partitionCounts(Set.of(topic))).isEqualTo(Map.of(topic, 1));
        topics.delete(topic);
        topics.make(topic, 1);
        assertThatThrownBy(() -> probe.partitionCounts(Set.of(topic)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(topic)
                .hasMessageContaining("start the job without its state");
    }
}
