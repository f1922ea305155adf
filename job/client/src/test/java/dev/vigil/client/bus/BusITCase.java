package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
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

    /** Across partitions and topics, with more in one partition than is held of it at once. */
    @Test
    void aReplayIsInOrderOfTime(EmbeddedBroker broker) throws Exception {
        Topics.create(broker.bootstrap());
        long begin = System.currentTimeMillis();
        int records = 3 * Backlog.ENOUGH;
        try (Bus bus = Bus.of(broker.bootstrap())) {
            for (int i = 0; i < records; i++) {
                bus.send(stored(Topic.VERDICTS, i % 3 == 0 ? i / 3 % 3 : 3, begin + i));
            }
            bus.send(stored(Topic.SCREENED, 1, begin + 7));
            List<Long> seen = new ArrayList<>();
            bus.replay(
                    List.of(Topic.VERDICTS, Topic.SCREENED),
                    event -> {
                        if (event == null && seen.size() == records + 1) {
                            bus(() -> bus.send(stored(Topic.SCREENED, 0, begin - 1)));
                        } else if (event != null && "replay".equals(event.key())) {
                            seen.add(event.storedAt() - begin);
                        }
                        return seen.size() < records + 2;
                    });
            assertThat(seen).hasSize(records + 2).endsWith(-1L);
            assertThat(seen.subList(0, records + 1)).isSorted().contains(7L);
        }
    }

    private interface Sending {
        void run() throws BusException;
    }

    private static void bus(Sending sending) {
        try {
            sending.run();
        } catch (BusException e) {
            throw new AssertionError(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> stored(Topic topic, int partition, long atMs) {
        return new ProducerRecord<>(
                topic.topicName(),
                partition,
                atMs,
                "replay".getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
