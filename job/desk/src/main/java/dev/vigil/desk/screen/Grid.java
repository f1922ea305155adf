package dev.vigil.desk.screen;

import java.util.List;

/**
 * A table. The first value of a row names it.
 *
 * @param columns names of columns: {@code col.NAME} is the heading
 */
public record Grid(List<String> columns, List<List<Cell>> rows) {
    /** Rows of a table that is a part of a page. */
    static final int MOST = 50;

    public Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** True of a column of numbers. */
    public boolean isNumber(int column) {
        return rows.stream().anyMatch(row -> row.get(column).isNumber());
    }
}
