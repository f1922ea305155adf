package dev.vigil.desk.ask;

import dev.vigil.desk.project.HeaderText;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
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
