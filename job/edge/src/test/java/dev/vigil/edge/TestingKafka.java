package dev.vigil.edge;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker in memory that has all topics and stores everything at once. */
final class TestingKafka {
    final MockProducer<byte[], byte[]> producer;

    TestingKafka() {
        this(true);
    }

    /**
     * @param answers false leaves every delivery open until a test answers it
     */
    TestingKafka(boolean answers) {
        List<PartitionInfo> partitions = new ArrayList<>();
        Node node = new Node(0, "localhost", 9092);
        for (Topic topic : Topic.values()) {
            for (int i = 0; i < topic.partitions(); i++) {
                partitions.add(
                        new PartitionInfo(
                                topic.topicName(), i, node, new Node[] {node}, new Node[] {node}));
            }
        }
        producer =
                new MockProducer<>(
                        new Cluster("test", List.of(node), partitions, Set.of(), Set.of()),
                        answers,
                        null,
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    List<ProducerRecord<byte[], byte[]>> sent() {
        return producer.history();
    }

    static String key(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    static Envelope envelope(ProducerRecord<byte[], byte[]> record) {
        return Envelope.parse(
                name -> {
                    Header header = record.headers().lastHeader(name);
                    return header == null ? null : header.value();
                });
    }

    static EventType type(ProducerRecord<byte[], byte[]> record) {
        return EventType.of(envelope(record).type()).orElseThrow();
    }
}
