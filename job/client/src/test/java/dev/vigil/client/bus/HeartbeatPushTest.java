package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.fixtures.broker.TestingKafka;
import dev.vigil.schema.clock.Heartbeat;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class HeartbeatPushTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");
    private static final Envelope NOTICE =
            Envelope.json(EventType.NOTICE_WITHDRAWN, Push.SOURCE, "n/w", "n", NOW.toEpochMilli());

    @Test
    void everyPartitionOfTheNoticeTopicsHearsOneBeat() throws PushException {
        TestingKafka kafka = new TestingKafka();
        try (Push push = new Push(kafka.producer)) {
            long at = new HeartbeatPush(push, Clock.fixed(NOW, ZoneOffset.UTC)).beat();
            assertThat(at).isEqualTo(NOW.toEpochMilli());
        }
        int partitions = 0;
        for (Topic topic : EventType.HEARTBEAT.topics()) {
            partitions += topic.partitions();
        }
        List<ProducerRecord<byte[], byte[]>> sent = kafka.sent();
        assertThat(sent.stream().map(record -> record.topic() + record.partition()))
                .doesNotHaveDuplicates()
                .hasSize(partitions);
        assertThat(sent)
                .allSatisfy(
                        record -> {
                            assertThat(TestingKafka.type(record)).isEqualTo(EventType.HEARTBEAT);
                            assertThat(Json.read(record.value(), Heartbeat.class))
                                    .isEqualTo(new Heartbeat(NOW.toEpochMilli()));
                        });
    }

    @Test
    void theStampIsTakenBeforeWhatWasSentIsStored() throws PushException {
        // Nothing is stored until it is flushed; a clock that is read later sees it stored.
        TestingKafka kafka = new TestingKafka(false);
        Clock clock =
                new Clock() {
                    @Override
                    public Instant instant() {
                        boolean stored = kafka.producer.flushed();
                        return stored ? NOW.plusSeconds(60) : NOW;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                };
        try (Push push = new Push(kafka.producer)) {
            push.send(Topic.NOTICES, "n", NOTICE, new byte[1]);
            assertThat(new HeartbeatPush(push, clock).beat()).isEqualTo(NOW.toEpochMilli());
        }
    }

    @Test
    void aLostNoticeIsNotVouchedFor() throws PushException {
        TestingKafka kafka = new TestingKafka(false);
        try (Push push = new Push(kafka.producer)) {
            push.send(Topic.NOTICES, "n", NOTICE, new byte[1]);
            kafka.producer.errorNext(new RecordTooLargeException("too large"));
            HeartbeatPush heart = new HeartbeatPush(push, Clock.systemUTC());
            assertThatThrownBy(heart::beat).isInstanceOf(PushException.class);
            assertThatThrownBy(heart::beat).isInstanceOf(PushException.class);
        }
        assertThat(kafka.sent()).hasSize(1);
    }
}
