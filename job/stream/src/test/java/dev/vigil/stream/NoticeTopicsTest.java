package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class NoticeTopicsTest {
    @Test
    void aHeartbeatIsAllowedOnEachTopicWhoseSilenceStopsTheClock() {
        List<Topic> byOthers = new ArrayList<>(KafkaEndpoints.NOTICES);
        byOthers.removeAll(KafkaEndpoints.OWN);
        assertThat(EventType.HEARTBEAT.topics()).containsExactlyInAnyOrderElementsOf(byOthers);
    }

    @Test
    void whatHasNoHeartbeatsIsWrittenByOneJobAlone() {
        assertThat(KafkaEndpoints.OWN)
                .allSatisfy(
                        topic ->
                                assertThat(Party.values())
                                        .filteredOn(party -> party.writes(topic))
                                        .singleElement()
                                        .isIn(Party.NOTICE, Party.LEDGER));
    }

    /** A subtask with nothing but partitions without heartbeats would know of none. */
    @Test
    void oneReaderKnowsAllHeartbeats() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(8);
        assertThat(readers(env, Watermarks.HEARTBEATS)).isOne();
        assertThat(readers(env, Watermarks.CAUGHT_UP)).isEqualTo(8);
    }

    private static int readers(StreamExecutionEnvironment env, Watermarks time) {
        Properties clients = new Properties();
        clients.setProperty("bootstrap.servers", "localhost:9");
        return new KafkaEndpoints(clients).noticeSources(env, time).notices().getParallelism();
    }
}
