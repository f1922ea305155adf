package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.EventType;
import org.junit.jupiter.api.Test;

class NoticeTopicsTest {
    @Test
    void aHeartbeatIsAllowedOnEachTopicWhoseSilenceStopsTheClock() {
        assertThat(EventType.HEARTBEAT.topics())
                .containsExactlyInAnyOrderElementsOf(KafkaEndpoints.NOTICES);
    }
}
