package dev.vigil.desk.ask;

import dev.vigil.desk.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who sends notices, and what became of these. */
public final class NotifierQuery {
    private static final String SELECT =
            "select notifier, level, flooding, received, upheld, unfounded, forged, overturned,"
                    + " since, restricted_to, reason, changed_at from notifier";

    /** Notices of one that are counted: more are shown as this many and more. */
    private static final int MOST_COUNTED = 10_000;

    private NotifierQuery() {}

    /**
     * How many notices one has sent, as far as the store has them.
     *
     * @param all {@code 10,000} for that many and more
     */
    public record Sent(long all, long open) {
        public boolean isMore() {
            return all >= MOST_COUNTED;
        }
    }

    /**
     * Those whose standing has changed once, by name: others are treated as any unknown one.
     *
     * @param level null for all; ANY_FLAG for those that the record speaks against
     * @param begins of the name; null for any
     * @throws KeysetException where {@code after} is of no such list
     */
    public static ListPage<NotifierRow> page(
            Handle store, String level, String begins, String after, int most) {
        Conditions where = new Conditions();
        if (ANY_FLAG.equals(level)) {
            where.add("level <> 'NORMAL' and level <> 'TRUSTED'");
        } else {
            where.addIf(level, "level = ?");
        }
        if (begins != null) {
            where.add("notifier >= ? and notifier < ?", begins, begins + SearchQuery.LAST);
        }
        where.behind(Keyset.parse(after, String.class), "notifier > ?");
        List<NotifierRow> found =
                where.bind(
                                store.createQuery(
                                        SELECT + where.sql() + "order by notifier limit ?"),
                                (long) most + 1)
                        .map((row, context) -> row(row))
                        .list();
        return ListPage.of(found, most, row -> Keyset.of(row.notifier()));
    }

    /** Every level of which the record speaks against the notifier. */
    public static final String ANY_FLAG = "FLAGGED";

    public static Optional<NotifierRow> one(Handle store, String notifier) {
        return store.createQuery(SELECT + " where notifier = ?")
                .bind(0, StoredText.key(notifier))
                .map((row, context) -> row(row))
                .findFirst();
    }

    /** Where a record is in its topic. */
    public record Place(Long partition, Long offset) {}

    /** Where the standing of one is; empty where it has never changed. */
    public static Optional<Place> place(Handle store, String notifier) {
        return store.createQuery("select part, off from notifier where notifier = ?")
                .bind(0, StoredText.key(notifier))
                .map((row, context) -> new Place(row.getLong(1), row.getLong(2)))
                .findFirst();
    }

    private static NotifierRow row(ResultSet row) throws SQLException {
        return new NotifierRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3) == 1,
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                StoredRecords.number(row, 9),
                StoredRecords.number(row, 10),
                row.getString(11),
                StoredRecords.number(row, 12));
    }

    public static Sent sent(Handle store, String notifier) {
        return store.createQuery(
                        "select count(*), coalesce(sum(case when is_over = 0 then 1 else 0 end), 0)"
                                + " from (select is_over from notice where notifier = ?"
                                + " and received_at is not null"
                                + " order by received_at desc limit "
                                + MOST_COUNTED
                                + ") s")
                .bind(0, StoredText.of(notifier))
                .map((row, context) -> new Sent(row.getLong(1), row.getLong(2)))
                .one();
    }
}
