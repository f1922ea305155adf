package dev.vigil.desk.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts other values into rows, as far as they are still what some records have made of them. A row
 * without a value beside its key goes.
 */
public final class RowsMadeAgain {
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    /**
     * @param groups all that write to the tables
     */
    public RowsMadeAgain(Collection<ColumnGroup> groups) {
        groups.forEach(
                group ->
                        columns.computeIfAbsent(group.table(), table -> new LinkedHashSet<>())
                                .addAll(group.columns()));
    }

    /** Those that no other record has changed since: a row that has other values stays. */
    public RowChanges still(Connection connection, RowChanges made) {
        RowChanges still = new RowChanges();
        for (ColumnGroup group : made.kept().keySet()) {
            String select =
                    "select 1 from "
                            + group.table()
                            + " where "
                            + each(group.key(), " = ?", " and ")
                            + and(group.columns(), " is not distinct from ?");
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                for (Object[] row : made.kept().get(group).values()) {
                    bind(statement, row);
                    try (ResultSet found = statement.executeQuery()) {
                        if (found.next()) {
                            still.put(group, row);
                        }
                    }
                }
            } catch (SQLException e) {
                throw new StoreException("expected to read rows, got '" + e.getMessage() + "'", e);
            }
        }
        still.keep();
        return still;
    }

    /**
     * Changes rows in the transaction of the connection.
     *
     * @param before what is in them
     * @param after what is to be there in its place; a row that is not among these has no record
     */
    public void replace(Connection connection, RowChanges before, RowChanges after) {
        try {
            for (ColumnGroup group : before.kept().keySet()) {
                Map<List<Object>, Object[]> now = after.kept().getOrDefault(group, Map.of());
                for (Map.Entry<List<Object>, Object[]> row : before.kept().get(group).entrySet()) {
                    Object[] by = now.get(row.getKey());
                    if (!Arrays.deepEquals(row.getValue(), by)) {
                        change(connection, group, row.getValue(), by);
                    }
                }
            }
        } catch (SQLException e) {
            throw new StoreException("expected to change rows, got '" + e.getMessage() + "'", e);
        }
    }

    private void change(Connection connection, ColumnGroup group, Object[] before, Object[] after)
            throws SQLException {
        int keys = group.key().size();
        Object[] key = Arrays.copyOf(before, keys);
        Object[] were = values(before, keys);
        Object[] are = after == null ? new Object[were.length] : values(after, keys);
        if (were.length > 0) {
            run(
                    connection,
                    "update "
                            + group.table()
                            + " set "
                            + each(group.columns(), " = ?", ", ")
                            + " where "
                            + each(group.key(), " = ?", " and ")
                            + and(group.columns(), " is not distinct from ?"),
                    are,
                    key,
                    were);
        }
        if (after == null) {
            run(
                    connection,
                    "delete from "
                            + group.table()
                            + " where "
                            + each(group.key(), " = ?", " and ")
                            + and(columns.get(group.table()), " is null"),
                    key);
        }
    }

    private static Object[] values(Object[] row, int keys) {
        return Arrays.copyOfRange(row, keys, row.length);
    }

    private static String and(Collection<String> names, String test) {
        return names.stream().map(name -> " and " + name + test).collect(Collectors.joining());
    }

    private static String each(Collection<String> names, String test, String between) {
        return names.stream().map(name -> name + test).collect(Collectors.joining(between));
    }

    private static void run(Connection connection, String sql, Object[]... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, Stream.of(parameters).flatMap(Arrays::stream).toArray());
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
