package dev.vigil.desk.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which columns are in an index: a text there is stored as {@link StoredText#key} has it, for an
 * entry of an index has only so much room, and a row that has more is refused by PostgreSQL. Asked
 * for once for each table; one thread.
 */
public final class IndexedColumns {
    private final Map<String, Set<String>> byTable = new HashMap<>();

    Set<String> of(String table, Connection connection) throws SQLException {
        Set<String> known = byTable.get(table);
        if (known == null) {
            known = read(table, connection);
            byTable.put(table, known);
        }
        return known;
    }

    private static Set<String> read(String table, Connection connection) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (ResultSet indexes =
                connection.getMetaData().getIndexInfo(null, null, table, false, true)) {
            while (indexes.next()) {
                columns.add(indexes.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }
}
