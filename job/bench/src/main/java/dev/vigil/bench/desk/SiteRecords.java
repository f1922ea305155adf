package dev.vigil.bench.desk;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/** Events as the records of topics that the jobs and the bridge would send. */
final class SiteRecords {
    private static final String SOURCE = "/vigil/bench";

    private SiteRecords() {}

    static ProducerRecord<byte[], byte[]> of(
            Topic topic, EventType type, String key, long ms, Object event, String actor) {
        RecordHeaders headers = new RecordHeaders();
        Envelope envelope = Envelope.json(type, SOURCE, type + "/" + key + "/" + ms, key, ms);
        (actor == null ? envelope : envelope.with().actor(actor).build())
                .headers()
                .forEach(headers::add);
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                topic.topicName(),
                partition(bytes, topic.partitions()),
                ms,
                bytes,
                Json.bytes(event),
                headers);
    }

    /** As a client of Kafka chooses it. */
    private static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
