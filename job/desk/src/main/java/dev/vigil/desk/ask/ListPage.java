package dev.vigil.desk.ask;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param after where the next page begins, for a URL; null at the end
 */
public record ListPage<T>(List<T> rows, String after) {
    /** Rows of a page that people look at. */
    public static final int MOST = 50;

    public ListPage {
        rows = List.copyOf(rows);
    }

    /**
     * Of rows that were asked for one beyond the page.
     *
     * @param place of a row in the order of the list
     */
    static <T> ListPage<T> of(List<T> found, int most, Function<T, Keyset> place) {
        if (found.size() <= most) {
            return new ListPage<>(found, null);
        }
        List<T> rows = found.subList(0, most);
        return new ListPage<>(rows, place.apply(rows.get(most - 1)).text());
    }

    /** The same of a page that people look at. */
    static <T> ListPage<T> of(List<T> found, Function<T, Keyset> place) {
        return of(found, MOST, place);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
