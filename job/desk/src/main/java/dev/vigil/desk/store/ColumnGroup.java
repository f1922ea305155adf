package dev.vigil.desk.store;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Columns of a table that the records of one topic write together.
 *
 * @param key columns of the table's key; not null, all others may be
 * @param rule which of several records of a key stays
 * @param columns those beside the key; of {@link Rule#FIRST} and {@link Rule#GREATEST} the first is
 *     the one to go by, and never null once it is written
 */
public record ColumnGroup(String table, List<String> key, Rule rule, List<String> columns) {
    /** Which record of a key stays. Records of a key are taken in the order of their partition. */
    public enum Rule {
        LAST,
        FIRST,
        /** The one with the greatest number; of equal ones the last. */
        GREATEST
    }

    public ColumnGroup {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** The last record stays. */
    public static ColumnGroup last(String table, List<String> key, String... columns) {
        return new ColumnGroup(table, key, Rule.LAST, List.of(columns));
    }

    /** The first record stays. */
    public static ColumnGroup first(String table, List<String> key, String... columns) {
        return new ColumnGroup(table, key, Rule.FIRST, List.of(columns));
    }

    /** The record with the greatest number in the first column stays. */
    public static ColumnGroup greatest(String table, List<String> key, String... columns) {
        return new ColumnGroup(table, key, Rule.GREATEST, List.of(columns));
    }

    /** How many values a row has. */
    int width() {
        return key.size() + columns.size();
    }

    /** Of the key's columns, then of the others, which are among some. */
    boolean[] among(Set<String> some) {
        boolean[] among = new boolean[width()];
        for (int i = 0; i < among.length; i++) {
            among[i] = some.contains(i < key.size() ? key.get(i) : columns.get(i - key.size()));
        }
        return among;
    }

    /** Inserts a row or changes it; its parameters are the key's columns, then the others. */
    String upsert() {
        String places = Stream.generate(() -> "?").limit(width()).collect(Collectors.joining(", "));
        String names = Stream.concat(key.stream(), columns.stream()).collect(joined());
        String insert =
                "insert into "
                        + table
                        + " ("
                        + names
                        + ") values ("
                        + places
                        + ") on conflict ("
                        + key.stream().collect(joined())
                        + ") do ";
        if (columns.isEmpty()) {
            return insert + "nothing";
        }
        return insert
                + "update set "
                + columns.stream().map(it -> it + " = excluded." + it).collect(joined())
                + condition();
    }

    private String condition() {
        String first = columns.get(0);
        return switch (rule) {
            case LAST -> "";
            case FIRST -> " where " + table + "." + first + " is null";
            case GREATEST ->
                    " where "
                            + table
                            + "."
                            + first
                            + " is null or excluded."
                            + first
                            + " >= "
                            + table
                            + "."
                            + first;
        };
    }

    private static java.util.stream.Collector<CharSequence, ?, String> joined() {
        return Collectors.joining(", ");
    }
}
