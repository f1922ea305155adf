package dev.vigil.desk.ask;

import dev.vigil.desk.store.StoredText;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The values of a column, each once. An index that begins with the column is asked for the next
 * greater one, as often as there are values: one of them may be in a million rows, and {@code
 * distinct} would read them all.
 */
public final class DistinctValues {
    private DistinctValues() {}

    /** The first ones, in their order. */
    public static List<String> of(Handle store, String table, String column, int most) {
        return beginning(store, table, column, "", most);
    }

    /** The first ones that begin with a text. */
    static List<String> beginning(
            Handle store, String table, String column, String begins, int most) {
        String from = StoredText.of(begins);
        return between(store, table, column, " >= ?", from, from + SearchQuery.LAST, most);
    }

    /** The first ones behind one value and before another. */
    static List<String> behind(
            Handle store, String table, String column, String before, String end, int most) {
        return between(store, table, column, " > ?", StoredText.of(before), end, most);
    }

    private static List<String> between(
            Handle store,
            String table,
            String column,
            String first,
            String from,
            String last,
            int most) {
        String next = "select min(t." + column + ") from " + table + " t where t." + column;
        String below = " and t." + column + " < ?";
        return store.createQuery(
                        "with recursive found(value) as ("
                                + next
                                + first
                                + below
                                + " union all select ("
                                + next
                                + " > found.value"
                                + below
                                + ") from found where found.value is not null)"
                                + " select value from found where value is not null limit ?")
                .bind(0, from)
                .bind(1, last)
                .bind(2, last)
                .bind(3, (long) most)
                .mapTo(String.class)
                .list();
    }
}
