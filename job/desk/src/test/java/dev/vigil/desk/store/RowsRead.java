package dev.vigil.desk.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** How much PostgreSQL reads for a statement, over tables that are filled for it. */
public final class RowsRead {
    private RowsRead() {}

    /**
     * Fills tables.
     *
     * @param inserts of rows with numbers n, without their source
     */
    public static void fill(Handle store, List<String> inserts, int rows) {
        inserts.forEach(
                it ->
                        store.execute(
                                "insert into " + it + " from generate_series(1, " + rows + ") n"));
        store.execute("analyze");
        // A small table is read whole sooner than in part: plans are to be those of a large one.
        store.execute("set enable_seqscan = off");
        store.execute("set enable_hashjoin = off");
        store.execute("set enable_mergejoin = off");
    }

    /**
     * How many entries of indexes, and rows of tables, it reads. Entries that an index is asked for
     * by a column that is not its first are not among these: take such an index away too.
     */
    public static long by(Handle inside, Runnable statement) {
        long before = readSoFar(inside);
        statement.run();
        return readSoFar(inside) - before;
    }

    /** Of this connection, as far as it has not reported them. */
    private static long readSoFar(Handle inside) {
        return inside.createQuery(
                        "select coalesce(sum(pg_stat_get_xact_tuples_returned(c.oid)"
                                + " + pg_stat_get_xact_tuples_fetched(c.oid)), 0)"
                                + " from pg_class c where c.relnamespace = 'public'::regnamespace")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Takes an index away.
     *
     * @param names of several, by commas
     */
    public static void without(Handle inside, String names) {
        for (String name : names.split(", ")) {
            inside.execute(
                    name.endsWith("_pkey")
                            ? "alter table "
                                    + name.substring(0, name.length() - "_pkey".length())
                                    + " drop constraint "
                                    + name
                            : "drop index " + name);
        }
    }
}
