package dev.vigil.desk.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes back what a record made of rows, as far as no other record has changed it since. A row
 * without a value beside its key goes.
 */
public final class RowsTakenBack {
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    /**
     * @param groups all that write to the tables
     */
    public RowsTakenBack(Collection<ColumnGroup> groups) {
        groups.forEach(
                group ->
                        columns.computeIfAbsent(group.table(), table -> new LinkedHashSet<>())
                                .addAll(group.columns()));
    }

    /**
     * Changes rows in the transaction of the connection.
     *
     * @param before what the record made of them
     * @param after what is to be there in its place; empty where the record is gone
     * @param wanted which columns of a row
     */
    public void replace(
            Connection connection,
            RowChanges before,
            RowChanges after,
            Predicate<ColumnGroup> wanted) {
        try {
            for (ColumnGroup group : before.kept().keySet()) {
                if (!wanted.test(group)) {
                    continue;
                }
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
                            + " and "
                            + each(group.columns(), " is not distinct from ?", " and "),
                    are,
                    key,
                    were);
        }
        String empty = each(columns.get(group.table()), " is null", " and ");
        run(
                connection,
                "delete from "
                        + group.table()
                        + " where "
                        + each(group.key(), " = ?", " and ")
                        + (empty.isEmpty() ? "" : " and " + empty),
                key);
    }

    private static Object[] values(Object[] row, int keys) {
        return Arrays.copyOfRange(row, keys, row.length);
    }

    private static String each(Collection<String> names, String test, String between) {
        return names.stream().map(name -> name + test).collect(Collectors.joining(between));
    }

    private static void run(Connection connection, String sql, Object[]... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int n = 0;
            for (Object value : Stream.of(parameters).flatMap(Arrays::stream).toArray()) {
                statement.setObject(++n, value);
            }
            statement.executeUpdate();
        }
    }
}
