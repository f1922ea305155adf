package dev.vigil.edge;

import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.ScreenedBuilder;
import dev.vigil.schema.verdict.ScreeningResult;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The topic {@code screened} in memory. */
final class TestingAnswers {
    private static final TopicPartition PARTITION =
            new TopicPartition(Topic.SCREENED.topicName(), 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    private long next;

    Answers open() {
        consumer.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        return new Answers(consumer);
    }

    static Screened answer(String sessionId, long startAt, ScreeningResult result) {
        return ScreenedBuilder.builder()
                .screenedId(sessionId + "/" + startAt)
                .sessionId(sessionId)
                .accountId("bob")
                .result(result)
                .verdictIds(List.of())
                .missing(List.of())
                .soundMs(5_000)
                .profile("audio/1")
                .referenceHours(102.5)
                .endedAt(startAt + 5_000)
                .build();
    }

    void send(Screened answer) {
        add(Json.bytes(answer));
    }

    void unreadable() {
        add("{\"matches\":\"many\"}".getBytes(StandardCharsets.UTF_8));
    }

    void refused(KafkaException how) {
        consumer.setPollException(how);
    }

    private void add(byte[] value) {
        consumer.addRecord(
                new ConsumerRecord<>(
                        PARTITION.topic(), PARTITION.partition(), next++, new byte[0], value));
    }
}
