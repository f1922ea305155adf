package dev.vigil.desk.ask;

import dev.vigil.desk.ask.QueueRow.NamedWork;
import dev.vigil.desk.store.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Notices by urgency, or those that are over by time. */
public final class QueueQuery {
    /** Behind all times: where none is set. */
    private static final long NO_TIME = 9_000_000_000_000_000L;

    private static final long HOUR_MS = 3_600_000;

    private static final String SELECT =
            "select n.notice_id, n.generation, n.state, n.is_over, n.overdue, n.track, n.clock,"
                    + " n.last_level, n.received_at, n.run_received_at, n.due_at, n.as_of,"
                    + " n.next_step, n.next_by, n.urgent_at, n.waits_for_others, n.items_open,"
                    + " n.items_done, n.notifier, n.directive, n.claimed_by, f.level as standing, f.flooding,"
                    + " (select count(*) from ack k where k.alert_key ="
                    + " n.notice_id || '/' || n.generation || '/' || n.last_level) as acks"
                    + " from notice n left join notifier f on f.notifier = n.notifier";

    private QueueQuery() {}

    /**
     * Those of a filter: ours before what others must do, the earliest first; of those that are
     * over, what changed last first.
     *
     * @param after as {@link ListPage#after} gave it; null for the beginning
     * @throws KeysetException where {@code after} is of no such list
     */
    public static ListPage<QueueRow> page(
            Handle store, QueueFilter filter, String after, int most) {
        ListPage<QueueRow> page =
                filter.over()
                        ? over(store, filter, Keyset.parse(after, Long.class, String.class), most)
                        : open(
                                store,
                                filter,
                                Keyset.parse(after, Long.class, Long.class, String.class),
                                most);
        return new ListPage<>(RefusedNotices.corrected(store, page.rows()), page.after());
    }

    private static ListPage<QueueRow> open(
            Handle store, QueueFilter filter, Keyset after, int most) {
        Conditions where =
                conditions(filter)
                        .add("n.is_over = 0")
                        .behind(
                                after,
                                "(n.waits_for_others, n.urgent_at, n.notice_id) > (?, ?, ?)");
        List<QueueRow> rows =
                rows(
                        store,
                        where,
                        "order by n.waits_for_others, n.urgent_at, n.notice_id limit ?",
                        most + 1);
        return ListPage.of(rows, most, QueueQuery::urgency);
    }

    private static Keyset urgency(QueueRow row) {
        return Keyset.of(
                row.isForOthers() ? 1L : 0L,
                row.urgentAt() == null ? Long.valueOf(NO_TIME) : row.urgentAt(),
                row.noticeId());
    }

    private static ListPage<QueueRow> over(
            Handle store, QueueFilter filter, Keyset after, int most) {
        Conditions where =
                conditions(filter)
                        .add("n.is_over = 1")
                        .behind(after, "(n.as_of, n.notice_id) < (?, ?)");
        List<QueueRow> rows =
                rows(store, where, "order by n.as_of desc, n.notice_id desc limit ?", most + 1);
        return ListPage.of(rows, most, row -> Keyset.of(row.asOf(), row.noticeId()));
    }

    private static Conditions conditions(QueueFilter filter) {
        Conditions where =
                new Conditions()
                        .addIf(filter.track(), "n.track = ?")
                        .addIf(filter.notifier(), "n.notifier = ?")
                        .addIf(filter.state(), "n.state = ?");
        // With its repeats; by an index.
        where.addIf(filter.level(), "substr(n.last_level, 1, 2) = ?");
        if (filter.claim() == QueueFilter.ClaimedBy.ME) {
            where.add("n.claimed_by = ?", filter.person());
        } else if (filter.claim() == QueueFilter.ClaimedBy.NO_PERSON) {
            where.add("n.claimed_by is null");
        }
        // Few are open, and nearly all of a work are over: those that are open are not found by it.
        String notice = filter.over() ? "n.notice_id" : "n.notice_id || ''";
        return where.addIf(
                filter.workId(),
                "exists (select 1 from notice_work w where w.work_id = ? and w.notice_id = "
                        + notice
                        + " and w.off = n.r_off)");
    }

    /** What the store holds of one notice, also where the job has given no status yet. */
    public static Optional<QueueRow> one(Handle store, String noticeId) {
        Conditions where = new Conditions().add("n.notice_id = ?", StoredText.key(noticeId));
        return one(store, where);
    }

    private static Optional<QueueRow> one(Handle store, Conditions where) {
        List<QueueRow> rows = rows(store, where, "limit ?", 1);
        return RefusedNotices.corrected(store, rows).stream().findFirst();
    }

    /** The same where it is of that notifier. */
    static Optional<QueueRow> ofNotifier(Handle store, String noticeId, String notifier) {
        Conditions where =
                new Conditions()
                        .add("n.notice_id = ?", StoredText.key(noticeId))
                        .add("n.notifier = ?", notifier);
        return one(store, where);
    }

    /**
     * Notices that were received and that the notice job has not answered nor refused, the oldest
     * first.
     */
    public static List<QueueRow> untaken(Handle store, int most) {
        Conditions where =
                new Conditions()
                        .add("n.s_off is null")
                        .add("n.received_at is not null")
                        .add(RefusedNotices.NOT_REFUSED);
        return rows(store, where, "order by n.received_at, n.notice_id limit ?", most);
    }

    /** Those of a notifier, the latest first. */
    public static ListPage<QueueRow> ofNotifier(
            Handle store, String notifier, String after, int most) {
        Conditions where =
                new Conditions()
                        .add("n.notifier = ?", notifier)
                        .add("n.received_at is not null")
                        .behind(
                                Keyset.parse(after, Long.class, String.class),
                                "(n.received_at, n.notice_id) < (?, ?)");
        List<QueueRow> rows =
                rows(
                        store,
                        where,
                        "order by n.received_at desc, n.notice_id desc limit ?",
                        most + 1);
        return ListPage.of(rows, most, row -> Keyset.of(row.receivedAt(), row.noticeId()));
    }

    private static List<QueueRow> rows(Handle store, Conditions where, String order, int most) {
        Query query = store.createQuery(SELECT + where.sql() + order);
        List<QueueRow> rows = where.bind(query, (long) most).map((row, context) -> row(row)).list();
        return withWorks(store, rows);
    }

    private static QueueRow row(ResultSet row) throws SQLException {
        Long received = StoredRecords.number(row, "received_at");
        Long urgent = StoredRecords.number(row, "urgent_at");
        return new QueueRow(
                row.getString("notice_id"),
                StoredRecords.number(row, "generation"),
                row.getString("state"),
                row.getLong("is_over") == 1,
                row.getLong("overdue") == 1,
                row.getString("track"),
                row.getString("clock"),
                row.getString("last_level"),
                row.getLong("acks") > 0,
                received == null ? StoredRecords.number(row, "run_received_at") : received,
                StoredRecords.number(row, "due_at"),
                StoredRecords.number(row, "as_of"),
                row.getString("next_step"),
                StoredRecords.number(row, "next_by"),
                urgent == null || urgent == NO_TIME ? null : urgent,
                row.getLong("waits_for_others") == 1,
                StoredRecords.number(row, "items_open"),
                StoredRecords.number(row, "items_done"),
                row.getString("notifier"),
                row.getString("standing"),
                row.getLong("flooding") == 1,
                row.getString("directive"),
                row.getString("claimed_by"),
                List.of(),
                0);
    }

    private record Named(String noticeId, NamedWork work, long last) {}

    private static List<QueueRow> withWorks(Handle store, List<QueueRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<String, List<Named>> works =
                named(store, rows.stream().map(QueueRow::noticeId).toList()).stream()
                        .collect(Collectors.groupingBy(Named::noticeId));
        return rows.stream()
                .map(row -> withWorks(row, works.getOrDefault(row.noticeId(), List.of())))
                .toList();
    }

    private static QueueRow withWorks(QueueRow row, List<Named> works) {
        long all = works.isEmpty() ? 0 : works.get(0).last() + 1;
        return row.with(works.stream().map(Named::work).toList(), all - works.size());
    }

    private static List<Named> named(Handle store, List<String> noticeIds) {
        Conditions where =
                new Conditions()
                        .add(
                                "w.notice_id in (" + Conditions.places(noticeIds) + ")",
                                noticeIds.toArray())
                        .add("w.n < " + QueueRow.SHOWN_WORKS);
        return where.bind(
                        store.createQuery(
                                "select w.notice_id, w.work_name, w.work_id,"
                                        + " (select max(m.n) from notice_work m where"
                                        + " m.notice_id = w.notice_id and m.off = w.off)"
                                        + " from notice_work w join notice n"
                                        + " on n.notice_id = w.notice_id and n.r_off = w.off"
                                        + where.sql()
                                        + "order by w.notice_id, w.n"))
                .map(
                        (row, context) ->
                                new Named(
                                        row.getString(1),
                                        new NamedWork(row.getString(2), row.getString(3)),
                                        row.getLong(4)))
                .list();
    }

    public static QueueCounts counts(Handle store, String person, long nowMs) {
        Unanswered unanswered = unanswered(store, nowMs);
        return store.createQuery(
                        "select count(*),"
                                + " coalesce(sum(case when waits_for_others = 0"
                                + " and urgent_at >= ? and urgent_at < ? then 1 else 0 end), 0),"
                                + " coalesce(sum(case when waits_for_others = 0"
                                + " and urgent_at < ? then 1 else 0 end), 0),"
                                + " coalesce(sum(case when intake = 'RECEIVED'"
                                + " then 1 else 0 end), 0),"
                                + " coalesce(sum(case when claimed_by is null"
                                + " then 1 else 0 end), 0),"
                                + " coalesce(sum(case when claimed_by = ?"
                                + " then 1 else 0 end), 0),"
                                + " coalesce(sum(waits_for_others), 0)"
                                + " from notice where is_over = 0")
                .bind(0, nowMs)
                .bind(1, nowMs + HOUR_MS)
                .bind(2, nowMs)
                .bind(3, StoredText.of(person))
                .map(
                        (row, context) ->
                                new QueueCounts(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        row.getLong(6),
                                        row.getLong(7),
                                        unanswered.untaken(),
                                        unanswered.refused()))
                .one();
    }

    private record Unanswered(long untaken, long refused) {}

    private static Unanswered unanswered(Handle store, long nowMs) {
        return store.createQuery(
                        "select coalesce(sum(waits), 0), coalesce(sum(case when waits = 0"
                                + " and received_at > ? then 1 else 0 end), 0) from ("
                                + "select n.received_at, case when "
                                + RefusedNotices.NOT_REFUSED
                                + " then 1 else 0 end as waits from notice n"
                                + " where n.s_off is null and n.received_at is not null) u")
                .bind(0, nowMs - QueueCounts.REFUSED_SINCE_MS)
                .map((row, context) -> new Unanswered(row.getLong(1), row.getLong(2)))
                .one();
    }
}
