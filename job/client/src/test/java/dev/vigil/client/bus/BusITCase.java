package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class BusITCase {
    private static final List<Topic> TOPICS = List.of(Topic.NOTICES, Topic.LIST);
    private static final int LOOKS = 20;

    /** A fetch that finds nothing is kept by the broker for that long where nobody says less. */
    private static final long KEPT_MS = 500;

    /**
     * The broker answers one request of a connection after the other: a look must not wait until
     * the fetch that the one before has left behind is given up. The shortest counts, as a busy
     * machine delays some.
     */
    @Test
    void aLookAtATopicDoesNotWaitForTheOneBefore(EmbeddedBroker broker) throws Exception {
        Topics.create(broker.bootstrap());
        try (Bus bus = Bus.of(broker.bootstrap())) {
            for (Topic topic : TOPICS) {
                bus.send(topic, EventType.NOTICE_RECEIVED, topic.topicName(), 1, "{}");
            }
            bus.all(TOPICS.get(0));
            long shortestNanos = Long.MAX_VALUE;
            for (int look = 1; look <= LOOKS; look++) {
                Topic topic = TOPICS.get(look % TOPICS.size());
                long beganNanos = System.nanoTime();
                assertThat(bus.all(topic)).extracting(Event::key).contains(topic.topicName());
                shortestNanos = Math.min(shortestNanos, System.nanoTime() - beganNanos);
            }
            assertThat(Duration.ofNanos(shortestNanos)).isLessThan(Duration.ofMillis(KEPT_MS / 4));
        }
    }
}
