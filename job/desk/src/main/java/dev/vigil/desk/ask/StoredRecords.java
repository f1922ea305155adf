package dev.vigil.desk.ask;

import dev.vigil.desk.project.HeaderText;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Records of the journal by their places. */
public final class StoredRecords {
    /** The columns of {@link #read}. */
    static final String COLUMNS = "topic, part, off, kind, at, stored_at, actor, body, problem";

    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values())
                    .collect(Collectors.toMap(EventType::name, Function.identity()));

    /** The first column behind those of {@link #COLUMNS}, from 1. */
    private static final int BEHIND = 10;

    private StoredRecords() {}

    /**
     * One of them.
     *
     * @param partition null where a row has no such record
     * @param offset null where a row has no such record
     * @return empty where the journal no longer has it, too
     */
    public static Optional<StoredRecord> at(
            Handle store, String topic, Long partition, Long offset) {
        if (topic == null || partition == null || offset == null) {
            return Optional.empty();
        }
        return store.createQuery(
                        "select "
                                + COLUMNS
                                + " from event where topic = ? and part = ? and off = ?")
                .bind(0, StoredText.of(topic))
                .bind(1, partition)
                .bind(2, offset)
                .map((row, context) -> read(row))
                .findFirst();
    }

    /** The whole of one: its key, headers and digest too. */
    public static Optional<RawRecord> raw(Handle store, String topic, long partition, long offset) {
        return store.createQuery(
                        "select "
                                + COLUMNS
                                + ", stored_by, rec_key, headers, digest from event"
                                + " where topic = ? and part = ? and off = ?")
                .bind(0, StoredText.of(topic))
                .bind(1, partition)
                .bind(2, offset)
                .map(
                        (row, context) ->
                                new RawRecord(
                                        read(row),
                                        row.getString("stored_by"),
                                        row.getBytes("rec_key"),
                                        HeaderText.parse(row.getString("headers")),
                                        row.getString("digest")))
                .findFirst();
    }

    /** The one of the same key that a record replaced; empty where none is kept. */
    public static Optional<StoredRecord> before(Handle store, StoredRecord record, byte[] key) {
        return store.createQuery(
                        "select b.topic, b.part, b.off, b.kind, b.at, b.stored_at, b.actor, b.body,"
                                + " b.problem from event b join event e on b.subject = e.subject"
                                // By the index of subjects: SQLite would take the key, and read
                                // all of the partition.
                                + " and b.topic || '' = e.topic and b.part = e.part and b.off < e.off"
                                + " where e.topic = ? and e.part = ? and e.off = ?"
                                + " and b.rec_key = ? and b.body is not null"
                                + " order by b.off desc limit 1")
                .bind(0, record.topic())
                .bind(1, (long) record.partition())
                .bind(2, record.offset())
                .bind(3, key)
                .map((row, context) -> read(row))
                .findFirst();
    }

    /**
     * A page of what rows name. What can't be read is left out, and its place is one all the same:
     * the list goes on behind it.
     *
     * @param select {@link #COLUMNS} in that order, and behind them those that the order is by
     * @param order of the rows, which {@code asked} begins behind a place
     * @param places types of the columns of the order: {@link String} or {@link Long}
     */
    static <T> ListPage<T> page(
            Handle store,
            Conditions asked,
            String select,
            String order,
            Class<T> type,
            Class<?>... places) {
        ListPage<Placed> page =
                ListPage.of(
                        asked.on(store, select, order, ListPage.MOST + 1)
                                .map((row, context) -> new Placed(read(row), place(row, places)))
                                .list(),
                        Placed::place);
        return new ListPage<>(
                page.rows().stream().flatMap(it -> it.record().as(type).stream()).toList(),
                page.after());
    }

    private record Placed(StoredRecord record, Keyset place) {}

    private static Keyset place(ResultSet row, Class<?>... types) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            int column = BEHIND + i;
            values.add(
                    types[i] == Long.class ? (Object) row.getLong(column) : row.getString(column));
        }
        return new Keyset(values);
    }

    /** From a row of {@link #COLUMNS}, in that order. */
    static StoredRecord read(ResultSet row) throws SQLException {
        String kind = row.getString(4);
        return new StoredRecord(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                kind == null ? null : TYPES.get(kind),
                number(row, 5),
                row.getLong(6),
                row.getString(7),
                row.getBytes(8),
                row.getString(9));
    }

    /** Null where the column is. */
    static Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }

    /** Null where the column is. */
    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }
}
