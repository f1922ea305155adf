package dev.vigil.desk.ask;

import dev.vigil.desk.store.StoredText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Conditions of a select, all of which hold, with the values of their question marks. */
final class Conditions {
    private final List<String> clauses = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Conditions add(String clause, Object... with) {
        clauses.add(clause);
        for (Object value : with) {
            values.add(value instanceof String text ? StoredText.of(text) : value);
        }
        return this;
    }

    /** Adds it where a filter is set. */
    Conditions addIf(Object value, String clause) {
        return value == null ? this : add(clause, value);
    }

    /** The rows behind a place; null for the beginning. */
    Conditions behind(Keyset place, String clause) {
        return place == null ? this : add(clause, place.values().toArray());
    }

    /** {@code where a = ? and b = ?}, or nothing; with spaces around it. */
    String sql() {
        return clauses.isEmpty() ? " " : " where " + String.join(" and ", clauses) + " ";
    }

    /** Binds its values, then others. */
    Query bind(Query query, Object... more) {
        int n = 0;
        for (Object value : values) {
            query.bind(n++, value);
        }
        for (Object value : more) {
            query.bind(n++, value);
        }
        return query;
    }

    /** The query of that select, with at most that many rows. */
    Query on(Handle store, String select, String order, int most) {
        return bind(store.createQuery(select + sql() + order + " limit ?"), (long) most);
    }

    /** As many question marks as there are values, for {@code in (...)}. */
    static String places(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
