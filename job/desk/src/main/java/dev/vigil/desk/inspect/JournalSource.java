package dev.vigil.desk.inspect;

import dev.vigil.audit.RecordHeader;
import dev.vigil.client.bus.PartitionOffsets;
import dev.vigil.client.inspect.InspectionSource;
import dev.vigil.desk.project.HeaderText;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Handle;

/**
 * Records as the journal keeps them, beyond what the topics do. The pages and seals of the audit
 * log are read from their topics: the journal has no pages, and what proves records must not come
 * from where they do.
 */
public final class JournalSource implements InspectionSource {
    private static final Set<Topic> LOG = EnumSet.of(Topic.AUDIT, Topic.SEALS);

    /** Records of one question: some, and twice as many while they are small. */
    private static final int FEWEST = 16;

    private static final int MOST = 512;

    /** Of one question: a record has up to 1 MiB. */
    private static final long SMALL_BYTES = 2 << 20;

    private final Store store;
    private final InspectionSource log;
    private final Step step;

    /** Is called behind each question; what it throws ends the reading. */
    @FunctionalInterface
    public interface Step {
        void read(int records) throws IOException;
    }

    /**
     * @param log where the audit log is
     */
    public JournalSource(Store store, InspectionSource log, Step step) {
        this.store = store;
        this.log = log;
        this.step = step;
    }

    /** A partition that the journal follows. */
    private record Followed(TopicPartition partition, long end) {}

    /**
     * Where the journal begins and ends. What a partition began with and the journal never kept is
     * counted as gone.
     */
    @Override
    public List<PartitionOffsets> offsets(Collection<Topic> topics, long... sinceMs)
            throws IOException {
        List<PartitionOffsets> found = new ArrayList<>();
        try (Handle handle = store.handle()) {
            for (Topic topic : topics) {
                if (LOG.contains(topic)) {
                    found.addAll(log.offsets(List.of(topic), sinceMs));
                    continue;
                }
                for (Followed one : followed(handle, topic)) {
                    found.add(offsets(handle, one, sinceMs));
                }
            }
        }
        return found;
    }

    private static List<Followed> followed(Handle handle, Topic topic) {
        return handle.createQuery("select part, next_off from source where topic = ? order by part")
                .bind(0, topic.topicName())
                .map(
                        (row, context) ->
                                new Followed(
                                        new TopicPartition(topic.topicName(), row.getInt(1)),
                                        row.getLong(2)))
                .list();
    }

    private static PartitionOffsets offsets(Handle handle, Followed one, long... sinceMs) {
        List<Long> since = new ArrayList<>();
        for (long ms : sinceMs) {
            since.add(first(handle, one, ms));
        }
        return new PartitionOffsets(one.partition(), first(handle, one, 0), one.end(), since);
    }

    /**
     * The first offset that was stored then or later; the end where there is none. Times are those
     * of producers, in no order, so records are looked at one by one from the first.
     */
    private static long first(Handle handle, Followed one, long sinceMs) {
        return handle.createQuery(
                        "select off from event where topic = ? and part = ? and off < ?"
                                + " and stored_at >= ? order by off limit 1")
                .bind(0, one.partition().topic())
                .bind(1, (long) one.partition().partition())
                .bind(2, one.end())
                .bind(3, sinceMs)
                .mapTo(Long.class)
                .findFirst()
                .orElse(one.end());
    }

    /**
     * False where something was erased or deleted unread; and where heartbeats may have been, which
     * the journal does not keep: it can't tell them from the marks of transactions.
     */
    @Override
    public boolean isWhole(TopicPartition partition, long from, long to) throws IOException {
        Topic topic = Topic.named(partition.topic());
        if (LOG.contains(topic)) {
            return log.isWhole(partition, from, to);
        }
        try (Handle handle = store.handle()) {
            boolean isErased =
                    isAny(
                            handle,
                            "select off from event where topic = ? and part = ? and off >= ?"
                                    + " and off < ? and erased is not null limit 1",
                            partition,
                            from,
                            to);
            boolean isGap =
                    isAny(
                            handle,
                            "select from_off from gap where topic = ? and part = ? and to_off > ?"
                                    + " and from_off < ? limit 1",
                            partition,
                            from,
                            to);
            return !isErased
                    && !isGap
                    && (!EventType.HEARTBEAT.isOn(partition.topic())
                            || isDense(handle, partition, from, to));
        }
    }

    private static boolean isAny(
            Handle handle, String select, TopicPartition partition, long from, long to) {
        return handle.createQuery(select)
                .bind(0, partition.topic())
                .bind(1, (long) partition.partition())
                .bind(2, from)
                .bind(3, to)
                .mapTo(Long.class)
                .findFirst()
                .isPresent();
    }

    private static boolean isDense(Handle handle, TopicPartition partition, long from, long to) {
        return handle.createQuery(
                                "select count(*) from event where topic = ? and part = ?"
                                        + " and off >= ? and off < ?")
                        .bind(0, partition.topic())
                        .bind(1, (long) partition.partition())
                        .bind(2, from)
                        .bind(3, to)
                        .mapTo(Long.class)
                        .one()
                >= to - from;
    }

    @Override
    public void records(
            TopicPartition partition,
            long from,
            long to,
            Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws IOException {
        if (LOG.contains(Topic.named(partition.topic()))) {
            log.records(partition, from, to, each);
            return;
        }
        int most = FEWEST;
        List<ConsumerRecord<byte[], byte[]>> some;
        for (long next = from; next < to; next = some.get(some.size() - 1).offset() + 1) {
            some = read(partition, next, to, most);
            step.read(some.size());
            if (some.isEmpty()) {
                return;
            }
            some.forEach(each);
            most = bytes(some) < SMALL_BYTES ? Math.min(MOST, 2 * most) : Math.max(1, most / 2);
        }
    }

    @Override
    public void records(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each)
            throws IOException {
        if (LOG.contains(topic)) {
            log.records(topic, each);
            return;
        }
        List<Followed> partitions;
        try (Handle handle = store.handle()) {
            partitions = followed(handle, topic);
        }
        for (Followed one : partitions) {
            records(one.partition(), 0, one.end(), each);
        }
    }

    /** What was erased is another record than the log has, and is left out. */
    private List<ConsumerRecord<byte[], byte[]>> read(
            TopicPartition partition, long from, long to, int most) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(
                            "select off, stored_at, stored_by, rec_key, headers, body from event"
                                    + " where topic = ? and part = ? and off >= ? and off < ?"
                                    + " and erased is null order by off limit ?")
                    .bind(0, partition.topic())
                    .bind(1, (long) partition.partition())
                    .bind(2, from)
                    .bind(3, to)
                    .bind(4, (long) most)
                    .map((row, context) -> record(partition, row))
                    .list();
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, ResultSet row)
            throws SQLException {
        RecordHeaders headers = new RecordHeaders();
        for (RecordHeader header : HeaderText.parse(row.getString(5))) {
            headers.add(header.name(), header.value());
        }
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                row.getLong(1),
                row.getLong(2),
                TimestampType.forName(row.getString(3)),
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                row.getBytes(4),
                row.getBytes(6),
                headers,
                Optional.empty());
    }

    private static long bytes(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .mapToLong(record -> record.value() == null ? 0 : record.value().length)
                .sum();
    }
}
