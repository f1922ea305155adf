package dev.vigil.client.inspect;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.MerkleTree;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.TreeHasher;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.bus.PartitionOffsets;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics in memory, with an audit log of what is on them. */
public final class TestingTopics implements InspectionSource {
    static final String ORIGIN = "site.example/audit/1";
    static final KeyPair PAIR = ListKeys.create();
    public static final NoteKey KEY = NoteKey.of(ORIGIN, PAIR.getPublic());

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records =
            new HashMap<>();
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Set<Topic> unread = EnumSet.noneOf(Topic.class);
    private final AuditLog log = new AuditLog(ORIGIN, KEY, PAIR.getPrivate());
    private final TreeHasher hasher = new TreeHasher();
    private final Map<TopicPartition, Long> logged = new HashMap<>();
    private long nowMs;
    private long pages;

    public TestingTopics(long nowMs) {
        this.nowMs = nowMs;
        log.loaded(nowMs);
    }

    /** Any record, on the partition of its key. */
    public void send(Topic topic, EventType type, String key, long ms, byte[] data) {
        RecordHeaders headers = new RecordHeaders();
        if (type != null) {
            Envelope.json(type, "/test", type + "/" + key, key, ms)
                    .headers()
                    .forEach((name, value) -> headers.add(name, value));
        }
        int partition = Math.floorMod(key.hashCode(), Math.min(2, topic.partitions()));
        append(topic, partition, ms, key, data, headers);
    }

    void send(Topic topic, EventType type, String key, long ms, Object event) {
        send(topic, type, key, ms, Json.bytes(event));
    }

    /** A record at its place, as another log has it: each partition from its first one on. */
    public void put(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        records.computeIfAbsent(partition, it -> new ArrayList<>()).add(record);
    }

    private void append(
            Topic topic, int number, long ms, String key, byte[] data, RecordHeaders headers) {
        TopicPartition partition = new TopicPartition(topic.topicName(), number);
        List<ConsumerRecord<byte[], byte[]>> all =
                records.computeIfAbsent(partition, it -> new ArrayList<>());
        all.add(
                new ConsumerRecord<>(
                        topic.topicName(),
                        number,
                        begins.getOrDefault(partition, 0L) + all.size(),
                        ms,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key.getBytes(StandardCharsets.UTF_8),
                        data,
                        headers,
                        Optional.empty()));
    }

    /** Logs what is new, and seals it; an hour passes. */
    public void seal() {
        for (Topic topic : TopicsCheck.audited()) {
            for (int number = 0; number < topic.partitions(); number++) {
                digest(new TopicPartition(topic.topicName(), number));
            }
        }
        for (int i = 0; i < 3; i++) {
            nowMs += 1_200_001;
            for (AuditPage page : log.pagesDue(nowMs)) {
                log.page(page, pages++, nowMs);
                append(Topic.AUDIT, 0, nowMs, ORIGIN, Json.bytes(page), new RecordHeaders());
            }
            log.sealDue(nowMs)
                    .ifPresent(
                            seal ->
                                    append(
                                            Topic.SEALS,
                                            0,
                                            nowMs,
                                            ORIGIN,
                                            Json.bytes(seal),
                                            new RecordHeaders()));
        }
    }

    private void digest(TopicPartition partition) {
        long done = logged.getOrDefault(partition, -1L);
        for (ConsumerRecord<byte[], byte[]> record : records.getOrDefault(partition, List.of())) {
            if (record.offset() > done) {
                RecordPlace place =
                        new RecordPlace(record.topic(), record.partition(), record.offset());
                log.digest(place, hasher.leaf(TopicsCheck.bytes(record)), nowMs);
                logged.put(partition, record.offset());
            }
        }
    }

    /** The log is one that a newer vigil has written: of a form that this code does not know. */
    void makeLogNewer() {
        MerkleTree tree = new MerkleTree();
        replace(
                Topic.AUDIT,
                value -> {
                    AuditPage page = Json.read(value, AuditPage.class);
                    String leaf = page.leaf().replace("\"v\":1}", "\"topicId\":\"t\",\"v\":2}");
                    tree.add(hasher.leaf(leaf.getBytes(StandardCharsets.UTF_8)));
                    return Json.bytes(page.withLeaf(leaf).withDigests(new byte[] {1, 2}));
                });
        replace(
                Topic.SEALS,
                value -> {
                    AuditSeal seal = Json.read(value, AuditSeal.class);
                    return Json.bytes(seal.withNote(sealed(seal.size(), tree).toString()));
                });
    }

    /** A seal of the log's key over another one. */
    static SignedNote sealed(long size, MerkleTree tree) {
        SealText text = new SealText(ORIGIN, size, tree.root(size));
        return SignedNote.sign(text.text(), KEY, PAIR.getPrivate());
    }

    private void replace(Topic topic, UnaryOperator<byte[]> by) {
        TopicPartition partition = new TopicPartition(topic.topicName(), 0);
        List<ConsumerRecord<byte[], byte[]>> before = records.remove(partition);
        for (ConsumerRecord<byte[], byte[]> record : before) {
            byte[] value = by.apply(record.value());
            append(topic, 0, record.timestamp(), ORIGIN, value, new RecordHeaders());
        }
    }

    public long nowMs() {
        return nowMs;
    }

    /** Retention takes the first ones of a partition. */
    void forget(Topic topic, int number, int count) {
        TopicPartition partition = new TopicPartition(topic.topicName(), number);
        records.get(partition).subList(0, count).clear();
        begins.merge(partition, (long) count, Long::sum);
    }

    /** The topic is one that the reader does not read, as the desk does with some. */
    void unread(Topic topic) {
        unread.add(topic);
    }

    /** What is there of a topic. */
    public List<ConsumerRecord<byte[], byte[]>> all(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        records.forEach(
                (partition, of) -> {
                    if (partition.topic().equals(topic.topicName())) {
                        all.addAll(of);
                    }
                });
        all.sort(
                Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                        .thenComparingLong(ConsumerRecord::offset));
        return all;
    }

    @Override
    public List<PartitionOffsets> offsets(Collection<Topic> topics, long... sinceMs) {
        List<PartitionOffsets> found = new ArrayList<>();
        for (Topic topic : topics) {
            for (int number = 0; number < partitions(topic); number++) {
                TopicPartition partition = new TopicPartition(topic.topicName(), number);
                List<Long> since = new ArrayList<>();
                for (long ms : sinceMs) {
                    since.add(since(partition, ms));
                }
                found.add(
                        new PartitionOffsets(
                                partition,
                                begins.getOrDefault(partition, 0L),
                                end(partition),
                                since));
            }
        }
        return found;
    }

    private int partitions(Topic topic) {
        return unread.contains(topic) ? 0 : topic.partitions();
    }

    private long end(TopicPartition partition) {
        return begins.getOrDefault(partition, 0L)
                + records.getOrDefault(partition, List.of()).size();
    }

    private long since(TopicPartition partition, long ms) {
        return records.getOrDefault(partition, List.of()).stream()
                .filter(record -> record.timestamp() >= ms)
                .mapToLong(ConsumerRecord::offset)
                .findFirst()
                .orElse(end(partition));
    }

    @Override
    public void records(
            TopicPartition partition,
            long from,
            long to,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        records.getOrDefault(partition, List.of()).stream()
                .filter(record -> record.offset() >= from && record.offset() < to)
                .forEach(each);
    }

    @Override
    public void records(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        all(topic).forEach(each);
    }
}
