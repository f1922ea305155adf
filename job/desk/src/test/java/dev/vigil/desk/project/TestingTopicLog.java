package dev.vigil.desk.project;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics in memory, with holes and deleted beginnings; several readers may be made of one. */
public final class TestingTopicLog implements TopicLog {
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Long> begins;
    private final Map<String, Shape> shapes;
    private final Map<TopicPartition, Long> positions = new TreeMap<>(Positions.ORDER);
    private int most = 7;
    private int failures;
    private int turn;
    private boolean passesHoles;

    public TestingTopicLog() {
        records = new HashMap<>();
        ends = new HashMap<>();
        begins = new HashMap<>();
        shapes = new HashMap<>();
        for (Topic topic : Topic.values()) {
            shapes.put(topic.topicName(), new Shape("id-" + topic.topicName(), topic.partitions()));
        }
    }

    private TestingTopicLog(TestingTopicLog other) {
        records = other.records;
        ends = other.ends;
        begins = other.begins;
        shapes = other.shapes;
    }

    /** Another reader of the same topics. */
    public TestingTopicLog reader() {
        return new TestingTopicLog(this);
    }

    /** Where no record is left it goes to the end, as a consumer does behind a transaction. */
    public TestingTopicLog passingHoles() {
        passesHoles = true;
        return this;
    }

    /** How many records a poll gives at most. */
    public TestingTopicLog polling(int records) {
        most = records;
        return this;
    }

    // What is on the topics -------------------------------------------------------------------

    /** The id of the event is that of its place, so that all readers see the same bytes. */
    public void send(EventType type, String key, long ms, Object event) {
        send(type.topics().get(0), type, key, ms, Json.bytes(event));
    }

    public void send(Topic topic, EventType type, String key, long ms, byte[] data) {
        RecordHeaders headers = new RecordHeaders();
        Envelope.json(type, "/test", type + "/" + key + "/" + ms, key, ms)
                .with()
                .actor("os:wang@desk")
                .build()
                .headers()
                .forEach(headers::add);
        send(topic, key.getBytes(StandardCharsets.UTF_8), ms, data, headers);
    }

    /** Any record at all, on the partition of its key; returns where it is. */
    public RecordPlace send(Topic topic, byte[] key, long ms, byte[] data, Headers headers) {
        int number =
                Math.floorMod(
                        key == null ? 0 : new String(key, StandardCharsets.UTF_8).hashCode(),
                        topic.partitions());
        TopicPartition partition = new TopicPartition(topic.topicName(), number);
        long offset = ends.getOrDefault(partition, 0L);
        records.computeIfAbsent(partition, it -> new ArrayList<>())
                .add(
                        new ConsumerRecord<>(
                                topic.topicName(),
                                number,
                                offset,
                                ms,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                key,
                                data,
                                headers,
                                Optional.empty()));
        ends.put(partition, offset + 1);
        return new RecordPlace(topic.topicName(), number, offset);
    }

    /** A record at its place, as another log has it. */
    public void put(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        records.computeIfAbsent(partition, it -> new ArrayList<>()).add(record);
        ends.put(partition, record.offset() + 1);
    }

    /** Offsets without a record, as the end of a transaction leaves them. */
    public void hole(Topic topic, int partition, int offsets) {
        ends.merge(new TopicPartition(topic.topicName(), partition), (long) offsets, Long::sum);
    }

    /** Deletes what is before an offset. */
    void delete(TopicPartition partition, long before) {
        begins.put(partition, before);
        records.getOrDefault(partition, new ArrayList<>())
                .removeIf(record -> record.offset() < before);
    }

    /** As if the topic had been deleted and made again, empty. */
    void makeAnew(Topic topic) {
        shapes.put(topic.topicName(), new Shape("anew", topic.partitions()));
    }

    /** The next polls of this reader fail, as of a broker that does not answer. */
    void failNext(int polls) {
        failures = polls;
    }

    /** All records, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> all() {
        return records.values().stream().flatMap(List::stream).toList();
    }

    // As a reader sees it ---------------------------------------------------------------------

    @Override
    public Map<String, Shape> shapes(Collection<String> topics) {
        Map<String, Shape> found = new HashMap<>(shapes);
        found.keySet().retainAll(topics);
        return found;
    }

    @Override
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return of(begins, partitions);
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return of(ends, partitions);
    }

    private static Map<TopicPartition, Long> of(
            Map<TopicPartition, Long> offsets, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> of = new HashMap<>();
        partitions.forEach(one -> of.put(one, offsets.getOrDefault(one, 0L)));
        return of;
    }

    @Override
    public void readFrom(Map<TopicPartition, Long> from) {
        positions.clear();
        positions.putAll(from);
    }

    /** Some partitions at a time, each of them in turn. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll() throws BusException {
        if (failures > 0) {
            failures--;
            throw new BusException("reading topics", new TimeoutException("no answer"));
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new LinkedHashMap<>();
        List<TopicPartition> partitions = List.copyOf(positions.keySet());
        int left = most;
        for (int i = 0; i < partitions.size() && left > 0; i++) {
            TopicPartition one = partitions.get((turn + i) % partitions.size());
            List<ConsumerRecord<byte[], byte[]>> some =
                    records.getOrDefault(one, List.of()).stream()
                            .filter(record -> record.offset() >= positions.get(one))
                            .limit(left)
                            .toList();
            if (!some.isEmpty()) {
                polled.put(one, some);
                left -= some.size();
                positions.put(one, some.get(some.size() - 1).offset() + 1);
            } else if (passesHoles) {
                positions.put(one, ends.getOrDefault(one, 0L));
            }
        }
        turn++;
        return new ConsumerRecords<>(polled, Map.of());
    }

    @Override
    public long position(TopicPartition partition) {
        return positions.get(partition);
    }

    public boolean isRead() {
        return records.entrySet().stream()
                .flatMap(partition -> partition.getValue().stream())
                .allMatch(
                        record ->
                                record.offset()
                                        < positions.getOrDefault(
                                                new TopicPartition(
                                                        record.topic(), record.partition()),
                                                Long.MAX_VALUE));
    }

    @Override
    public void close() {}
}
