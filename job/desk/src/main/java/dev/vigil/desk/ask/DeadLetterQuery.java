package dev.vigil.desk.ask;

import dev.vigil.desk.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What the jobs could not use, and what the desk could not read. */
public final class DeadLetterQuery {
    private static final String SELECT =
            "select id, of_topic, of_part, of_off, stage, reason, message, subject, at, left_out,"
                    + " topic, part, off from dead_letter";

    private static final int MOST_REASONS = 50;

    private DeadLetterQuery() {}

    /**
     * Dead letters of one reason.
     *
     * @param count how many, up to one beyond those that are counted: a reason may have millions
     * @param last when the last one was written, UTC epoch ms
     */
    public record Reason(String reason, long count, Long last) {
        private static final long MOST_COUNTED = 1_000;

        /** As a reader sees it: {@code 1000+} where there are more. */
        public String counted() {
            return count > MOST_COUNTED ? MOST_COUNTED + "+" : String.valueOf(count);
        }
    }

    /**
     * The latest first.
     *
     * @param reason null for all
     * @param ofTopic topic of the records; null for all
     * @param subject key of the records; null for all
     * @throws KeysetException where {@code after} is of no such list
     */
    public static ListPage<LetterRow> page(
            Handle store, String reason, String ofTopic, String subject, String after, int most) {
        Conditions where =
                new Conditions()
                        .addIf(reason, "reason = ?")
                        .addIf(ofTopic, "of_topic = ?")
                        .addIf(subject, "subject = ?")
                        .behind(Keyset.parse(after, Long.class, String.class), "(at, id) < (?, ?)");
        List<LetterRow> found =
                where.bind(
                                store.createQuery(
                                        SELECT + where.sql() + "order by at desc, id desc limit ?"),
                                (long) most + 1)
                        .map((row, context) -> row(row))
                        .list();
        return ListPage.of(found, most, row -> Keyset.of(row.at(), row.id()));
    }

    public static Optional<LetterRow> one(Handle store, String id) {
        return store.createQuery(SELECT + " where id = ?")
                .bind(0, StoredText.key(id))
                .map((row, context) -> row(row))
                .findFirst();
    }

    private static LetterRow row(ResultSet row) throws SQLException {
        return new LetterRow(
                row.getString(1),
                row.getString(2),
                StoredRecords.number(row, 3),
                StoredRecords.number(row, 4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                StoredRecords.number(row, 9),
                StoredRecords.number(row, 10),
                row.getString(11),
                StoredRecords.number(row, 12),
                StoredRecords.number(row, 13));
    }

    /** By how many there are of each. */
    public static List<Reason> reasons(Handle store) {
        return DistinctValues.of(store, "dead_letter", "reason", MOST_REASONS).stream()
                .map(reason -> reason(store, reason))
                .sorted(
                        Comparator.comparing(Reason::count)
                                .reversed()
                                .thenComparing(Reason::reason))
                .toList();
    }

    private static Reason reason(Handle store, String reason) {
        return store.createQuery(
                        "select count(*), max(at) from (select at from dead_letter where reason = ?"
                                + " order by at desc limit ?) x")
                .bind(0, reason)
                .bind(1, Reason.MOST_COUNTED + 1)
                .map(
                        (row, context) ->
                                new Reason(reason, row.getLong(1), StoredRecords.number(row, 2)))
                .one();
    }

    /**
     * Records that the desk itself could not read, the latest first; they are in its journal as
     * they were on the topic.
     *
     * @throws KeysetException where {@code after} is of no such list
     */
    public static ListPage<StoredRecord> unreadable(Handle store, String after, int most) {
        Conditions where =
                new Conditions()
                        .add("problem is not null")
                        .behind(
                                Keyset.parse(
                                        after, Long.class, String.class, Long.class, Long.class),
                                "(stored_at, topic, part, off) < (?, ?, ?, ?)");
        List<StoredRecord> found =
                where.bind(
                                store.createQuery(
                                        "select "
                                                + StoredRecords.COLUMNS
                                                + " from event"
                                                + where.sql()
                                                + "order by stored_at desc, topic desc,"
                                                + " part desc, off desc limit ?"),
                                (long) most + 1)
                        .map((row, context) -> StoredRecords.read(row))
                        .list();
        return ListPage.of(
                found,
                most,
                it -> Keyset.of(it.storedAt(), it.topic(), (long) it.partition(), it.offset()));
    }
}
