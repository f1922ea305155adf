package dev.vigil.desk.project;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How far each partition is read. A position moves in the transaction that writes what was read,
 * and only from where the reader believes it to be: of two projectors the second one finds that it
 * has moved, and stops.
 */
final class Positions {
    /** All projectors take locks in one order. */
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private Positions() {}

    /**
     * A partition.
     *
     * @param next behind the last record that is in the journal
     * @param rows behind the last one that is in the projections
     */
    record Position(String topicId, long next, long rows) {}

    static Map<TopicPartition, Position> all(Handle store) {
        Map<TopicPartition, Position> all = new TreeMap<>(ORDER);
        store.createQuery("select topic, part, topic_id, next_off, row_off from source")
                .map(
                        (row, context) ->
                                Map.entry(
                                        new TopicPartition(row.getString(1), row.getInt(2)),
                                        new Position(
                                                row.getString(3), row.getLong(4), row.getLong(5))))
                .forEach(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }

    /**
     * Begins to read partitions, unless another projector has begun: each from its first offset.
     */
    static void begin(Handle store, Map<TopicPartition, Position> partitions) {
        PreparedBatch inserts =
                store.prepareBatch(
                        "insert into source (topic, part, topic_id, first_off, next_off, row_off)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict (topic, part) do nothing");
        partitions.forEach(
                (one, first) ->
                        inserts.add(
                                one.topic(),
                                (long) one.partition(),
                                first.topicId(),
                                first.next(),
                                first.next(),
                                first.rows()));
        inserts.execute();
    }

    /**
     * Moves the positions of journal and projections, in the order of the partitions. They are sent
     * together: a poll has records of a hundred partitions, and each answer takes a round trip.
     *
     * @param from where this projector has read to
     * @param to behind the last records, in {@link #ORDER}
     * @param storedAt Kafka's time of the last records, UTC epoch ms
     * @throws ProjectorStopped where another projector has moved one of them
     */
    static void advance(
            Handle store,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Map<TopicPartition, Long> storedAt) {
        PreparedBatch updates =
                store.prepareBatch(
                        "update source set next_off = ?, row_off = ?, stored_at = ?"
                                + " where topic = ? and part = ? and next_off = ?"
                                + " and row_off = ?");
        to.forEach(
                (one, end) ->
                        updates.add(
                                end,
                                end,
                                storedAt.get(one),
                                one.topic(),
                                (long) one.partition(),
                                from.get(one),
                                from.get(one)));
        int[] moved = updates.execute();
        int n = 0;
        for (TopicPartition one : to.keySet()) {
            requireOne(moved[n++], one);
        }
    }

    /** Moves the position over offsets that have no record, as the end of a transaction. */
    static void pass(Handle store, TopicPartition partition, long from, long to) {
        requireOne(
                store.createUpdate(
                                "update source set next_off = ?, row_off = ?"
                                        + " where topic = ? and part = ? and next_off = ?"
                                        + " and row_off = ?")
                        .bind(0, to)
                        .bind(1, to)
                        .bind(2, partition.topic())
                        .bind(3, (long) partition.partition())
                        .bind(4, from)
                        .bind(5, from)
                        .execute(),
                partition);
    }

    /** Leaves out what was deleted before it could be read, and notes that. */
    static void skip(Handle store, TopicPartition partition, long from, long to) {
        pass(store, partition, from, to);
        store.createUpdate("insert into gap (topic, part, from_off, to_off) values (?, ?, ?, ?)")
                .bind(0, partition.topic())
                .bind(1, (long) partition.partition())
                .bind(2, from)
                .bind(3, to)
                .execute();
    }

    /** Moves the position of the projections alone, behind what the journal gave. */
    static void rowsTo(Handle store, TopicPartition partition, long from, long to) {
        requireOne(
                store.createUpdate(
                                "update source set row_off = ? where topic = ? and part = ?"
                                        + " and row_off = ?")
                        .bind(0, to)
                        .bind(1, partition.topic())
                        .bind(2, (long) partition.partition())
                        .bind(3, from)
                        .execute(),
                partition);
    }

    /** All projections are to be made again from the journal. */
    static void rowsToFirst(Handle store) {
        store.execute("update source set row_off = first_off");
    }

    /**
     * Lets no projector add records to the partitions of these until the transaction ends, as what
     * it would add is not seen yet.
     */
    static void hold(Handle store, Collection<JournaledRecord> records) {
        records.stream()
                .map(it -> new TopicPartition(it.place().topic(), it.partition()))
                .sorted(ORDER)
                .distinct()
                .forEach(
                        one ->
                                store.createUpdate(
                                                "update source set next_off = next_off"
                                                        + " where topic = ? and part = ?")
                                        .bind(0, one.topic())
                                        .bind(1, (long) one.partition())
                                        .execute());
    }

    private static void requireOne(int moved, TopicPartition partition) {
        if (moved != 1) {
            throw another(partition);
        }
    }

    static ProjectorStopped another(TopicPartition partition) {
        return new ProjectorStopped(
                "expected to be the only projector of this store, but another one has read "
                        + partition
                        + "; stop one of the two desks");
    }
}
