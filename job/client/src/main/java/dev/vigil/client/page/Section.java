package dev.vigil.client.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a report, before it is a page or lines.
 *
 * @param heading short
 * @param note below it; empty for none
 * @param tables in order
 */
record Section(String heading, String note, List<Table> tables) {
    /** One that begins without tables. */
    static Section of(String heading) {
        return new Section(heading, "", new ArrayList<>());
    }

    Section add(Table table) {
        tables.add(table);
        return this;
    }

    /**
     * Rows of cells, each cell of one line or more.
     *
     * @param title of a table of facts; empty for none
     * @param columns names; empty for a table of facts, whose rows are names and values
     */
    record Table(String title, List<String> columns, List<List<String>> rows) {
        static Table of(String... columns) {
            return new Table("", List.of(columns), new ArrayList<>());
        }

        static Table facts(String title) {
            return new Table(title, List.of(), new ArrayList<>());
        }

        Table row(String... cells) {
            rows.add(List.of(cells));
            return this;
        }

        boolean isFacts() {
            return columns.isEmpty();
        }

        /** A fact that is not there has no row. */
        Table fact(String name, String value) {
            return value == null || value.isEmpty() ? this : row(name, value);
        }
    }
}
