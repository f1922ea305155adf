package dev.vigil.desk.act;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker. Gives up soon, as a person waits: the row is in doubt then, and is looked for. */
final class KafkaOutboxTarget implements OutboxTarget, AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    /**
     * @param settings bootstrap servers and security
     */
    KafkaOutboxTarget(Properties settings) throws BusException {
        Properties client = new Properties();
        client.put("default.api.timeout.ms", "10000");
        client.put("request.timeout.ms", "5000");
        client.putAll(settings);
        try {
            admin = Admin.create(client);
        } catch (KafkaException e) {
            throw new BusException("connecting", e);
        }
        Properties sending = new Properties();
        sending.putAll(client);
        sending.remove("default.api.timeout.ms");
        sending.put("acks", "all");
        sending.put("enable.idempotence", "true");
        sending.put("max.block.ms", "5000");
        sending.put("delivery.timeout.ms", "6000");
        try {
            producer =
                    new KafkaProducer<>(
                            sending, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            admin.close();
            throw new BusException("connecting", e);
        }
    }

    @Override
    public RecordPlace send(OutboxRow row) throws BusException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(row.topic(), row.key(), row.body());
        for (RecordHeader header : row.headers()) {
            record.headers().add(header.name(), header.value());
        }
        try {
            RecordMetadata sent = producer.send(record).get();
            return new RecordPlace(sent.topic(), sent.partition(), sent.offset());
        } catch (ExecutionException e) {
            throw new BusException("sending to " + row.topic(), e.getCause());
        } catch (KafkaException e) {
            throw new BusException("sending to " + row.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("sending to " + row.topic(), e);
        }
    }

    @Override
    public Map<Integer, Long> ends(String topic) throws BusException {
        try {
            int partitions =
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .size();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int part = 0; part < partitions; part++) {
                latest.put(new TopicPartition(topic, part), OffsetSpec.latest());
            }
            Map<Integer, Long> ends = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((part, end) -> ends.put(part.partition(), end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new BusException("asking where " + topic + " ends", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("asking where " + topic + " ends", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
