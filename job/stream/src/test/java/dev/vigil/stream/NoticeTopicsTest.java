package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTopicsTest {
    @Test
    void aHeartbeatIsAllowedOnEachTopicWhoseSilenceStopsTheClock() {
        List<Topic> byOthers = new ArrayList<>(KafkaEndpoints.NOTICES);
        byOthers.removeAll(KafkaEndpoints.OWN);
        assertThat(EventType.HEARTBEAT.topics()).containsExactlyInAnyOrderElementsOf(byOthers);
    }

    @Test
    void whatHasNoHeartbeatsIsWrittenByTheNoticeJobAlone() {
        assertThat(KafkaEndpoints.OWN)
                .allSatisfy(
                        topic ->
                                assertThat(Party.values())
                                        .filteredOn(party -> party.writes(topic))
                                        .containsExactly(Party.NOTICE));
    }
}
