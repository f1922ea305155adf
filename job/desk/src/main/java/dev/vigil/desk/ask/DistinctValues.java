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
        String next = "select min(t." + column + ") from " + table + " t where t." + column;
        String below = " and t." + column + " < ?";
        String from = StoredText.of(begins);
        return store.createQuery(
                        "with recursive found(value) as ("
                                + next
                                + " >= ?"
                                + below
                                + " union all select ("
                                + next
                                + " > found.value"
                                + below
                                + ") from found where found.value is not null)"
                                + " select value from found where value is not null limit ?")
                .bind(0, from)
                .bind(1, from + SearchQuery.LAST)
                .bind(2, from + SearchQuery.LAST)
                .bind(3, (long) most)
                .mapTo(String.class)
                .list();
    }
}
