package dev.vigil.desk.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that some records change, one of each key and group of columns: what a record wrote and
 * a later one writes again is written once.
 */
public final class RowChanges {
    private final Map<ColumnGroup, Map<List<Object>, Object[]>> kept = new LinkedHashMap<>();
    private final List<Change> ofRecord = new ArrayList<>();

    /** Those that count; null where all do. */
    private final RowChanges wanted;

    public RowChanges() {
        this(null);
    }

    private RowChanges(RowChanges wanted) {
        this.wanted = wanted;
    }

    /** None yet; only those of the same rows and columns are to count. */
    public RowChanges ofSameRows() {
        return new RowChanges(this);
    }

    private record Change(ColumnGroup group, List<Object> key, Object[] row) {}

    /**
     * Writes a row, once {@link #keep} is called.
     *
     * @param values of the key's columns, then of the others: texts, numbers, booleans, constants
     *     of an enum, bytes, null
     */
    public void put(ColumnGroup group, Object... values) {
        if (values.length != group.width()) {
            throw new IllegalArgumentException(
                    group.table()
                            + ": expected "
                            + group.width()
                            + " values, got "
                            + values.length
                            + "; correct the projection");
        }
        Object[] row = new Object[values.length];
        for (int i = 0; i < row.length; i++) {
            boolean isKey = i < group.key().size() && values[i] instanceof String;
            row[i] = isKey ? StoredText.key((String) values[i]) : stored(values[i]);
        }
        List<Object> key = Arrays.asList(row).subList(0, group.key().size());
        if (key.contains(null)) {
            throw new IllegalArgumentException(
                    group.table() + ": expected a key of " + group.key() + ", got " + key);
        }
        if (wanted == null || wanted.kept.getOrDefault(group, Map.of()).containsKey(key)) {
            ofRecord.add(new Change(group, key, row));
        }
    }

    private static Object stored(Object value) {
        if (value instanceof String text) {
            return StoredText.of(text);
        } else if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        } else if (value instanceof Integer number) {
            return number.longValue();
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value;
    }

    /** The record was read to its end: what it wrote counts. */
    public void keep() {
        for (Change change : ofRecord) {
            kept.computeIfAbsent(change.group(), group -> new LinkedHashMap<>())
                    .merge(
                            change.key(),
                            change.row(),
                            (known, arrived) -> stays(change.group(), known, arrived));
        }
        ofRecord.clear();
    }

    /** As the statement decides it in the database. */
    private static Object[] stays(ColumnGroup group, Object[] known, Object[] arrived) {
        int first = group.key().size();
        return switch (group.rule()) {
            case LAST -> arrived;
            case FIRST -> known;
            case GREATEST -> (Long) arrived[first] >= (Long) known[first] ? arrived : known;
        };
    }

    /** The record could not be read to its end: nothing of it counts. */
    public void drop() {
        ofRecord.clear();
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    /** By group, then by key: the values of the key's columns and the others. */
    Map<ColumnGroup, Map<List<Object>, Object[]>> kept() {
        return kept;
    }

    /** Writes all rows in the transaction of the connection. */
    public void apply(Connection connection, IndexedColumns indexed) {
        try {
            write(connection, indexed);
        } catch (SQLException e) {
            throw new StoreException("expected to write rows, got '" + e.getMessage() + "'", e);
        }
    }

    private void write(Connection connection, IndexedColumns indexed) throws SQLException {
        for (Map.Entry<ColumnGroup, Map<List<Object>, Object[]>> group : kept.entrySet()) {
            boolean[] isIndexed =
                    group.getKey().among(indexed.of(group.getKey().table(), connection));
            try (PreparedStatement upsert = connection.prepareStatement(group.getKey().upsert())) {
                for (Object[] row : group.getValue().values()) {
                    for (int i = 0; i < row.length; i++) {
                        boolean isShort = isIndexed[i] && row[i] instanceof String;
                        upsert.setObject(i + 1, isShort ? StoredText.key((String) row[i]) : row[i]);
                    }
                    upsert.addBatch();
                }
                upsert.executeBatch();
            }
        }
    }
}
