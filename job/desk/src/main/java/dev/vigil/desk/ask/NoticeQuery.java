package dev.vigil.desk.ask;

import dev.vigil.desk.ask.ItemRow.Ordered;
import dev.vigil.desk.ask.NoticeFacts.Breach;
import dev.vigil.desk.ask.NoticeFacts.Proceeding;
import dev.vigil.desk.ask.NoticeFacts.RunEnd;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One notice, and its items. */
public final class NoticeQuery {
    /** Alerts, breaches and the like of a notice: years of daily reminders are more. */
    private static final int MOST = 200;

    private NoticeQuery() {}

    /** Empty where the store has no record of it. */
    public static Optional<NoticeFacts> of(Handle store, String noticeId) {
        return QueueQuery.one(store, noticeId).map(row -> facts(store, row));
    }

    private static NoticeFacts facts(Handle store, QueueRow row) {
        String id = row.noticeId();
        Optional<StoredRecord> received =
                RefusedNotices.other(store, id)
                        .or(() -> record(store, Topic.NOTICES, "r_part", "r_off", id));
        Optional<StoredRecord> status = record(store, Topic.NOTICE_STATUS, "s_part", "s_off", id);
        return new NoticeFacts(
                row,
                received.flatMap(it -> it.as(NoticeReceived.class)).orElse(null),
                received.orElse(null),
                status.flatMap(it -> it.as(NoticeStatus.class)).orElse(null),
                AlertQuery.ofNotice(store, id, MOST),
                ends(store, id),
                breaches(store, id),
                proceedings(store, id),
                status.isPresent() ? null : received.map(it -> refused(store, it)).orElse(null));
    }

    private static String refused(Handle store, StoredRecord received) {
        return DeadLetterReason.of(
                store, received.topic(), received.partition(), received.offset());
    }

    private static Optional<StoredRecord> record(
            Handle store, Topic topic, String part, String off, String noticeId) {
        Long[] place =
                store.createQuery(
                                "select " + part + ", " + off + " from notice where notice_id = ?")
                        .bind(0, noticeId)
                        .map(
                                (row, context) ->
                                        new Long[] {
                                            StoredRecords.number(row, 1),
                                            StoredRecords.number(row, 2)
                                        })
                        .one();
        return StoredRecords.at(store, topic.topicName(), place[0], place[1]);
    }

    private static List<RunEnd> ends(Handle store, String noticeId) {
        return store.createQuery(
                        "select generation, outcome, stopped_at, due_at from alert_run"
                                + " where notice_id = ? and outcome is not null"
                                + " order by generation limit "
                                + MOST)
                .bind(0, noticeId)
                .map(
                        (row, context) ->
                                new RunEnd(
                                        row.getLong(1),
                                        row.getString(2),
                                        StoredRecords.number(row, 3),
                                        StoredRecords.number(row, 4)))
                .list();
    }

    /** Whether a run of its clock has ended: no alert of it follows. */
    public static boolean hasEnded(Handle store, String noticeId, Long generation) {
        return noticeId != null
                && generation != null
                && store.createQuery(
                                        "select count(*) from alert_run where notice_id = ?"
                                                + " and generation = ?"
                                                + " and outcome is not null")
                                .bind(0, noticeId)
                                .bind(1, generation)
                                .mapTo(Long.class)
                                .one()
                        > 0;
    }

    private static List<Breach> breaches(Handle store, String noticeId) {
        return store.createQuery(
                        "select breach_id, generation, due_at, cause_code, done_at, cleared"
                                + " from breach where notice_id = ?"
                                + " order by generation, breach_id limit "
                                + MOST)
                .bind(0, noticeId)
                .map(
                        (row, context) ->
                                new Breach(
                                        row.getString(1),
                                        StoredRecords.number(row, 2),
                                        StoredRecords.number(row, 3),
                                        row.getString(4),
                                        StoredRecords.number(row, 5),
                                        flag(row, 6)))
                .list();
    }

    private static List<Proceeding> proceedings(Handle store, String noticeId) {
        return store.createQuery(
                        "select kind, at, upheld from proceeding where notice_id = ?"
                                + " order by at, part, off limit "
                                + MOST)
                .bind(0, noticeId)
                .map(
                        (row, context) ->
                                new Proceeding(
                                        row.getString(1),
                                        StoredRecords.number(row, 2),
                                        flag(row, 3)))
                .list();
    }

    private static Boolean flag(ResultSet row, int column) throws SQLException {
        Long value = StoredRecords.number(row, column);
        return value == null ? null : Boolean.valueOf(value == 1);
    }

    /**
     * Its items: open ones first, then by id.
     *
     * @throws KeysetException where {@code after} is of no such list
     */
    public static ListPage<ItemRow> items(Handle store, String noticeId, String after, int most) {
        String order = "(case when i.state = 'OPEN' then 0 else 1 end)";
        Conditions where =
                new Conditions()
                        .add("i.notice_id = ?", StoredText.key(noticeId))
                        .behind(
                                Keyset.parse(after, Long.class, String.class),
                                "(" + order + ", i.item_id) > (?, ?)");
        List<ItemRow> found =
                where.bind(
                                store.createQuery(
                                        "select i.item_id, i.locator, i.joined_at, i.state,"
                                                + " i.outcome, i.outcome_at,"
                                                + " coalesce(i.account_id, c.account_id),"
                                                + " c.measure, c.effective_at, c.executor,"
                                                + " c.evidence, c.back_at, c.back_reason"
                                                + " from notice_item i left join item c"
                                                + " on c.item_id = i.item_id"
                                                + where.sql()
                                                + "order by "
                                                + order
                                                + ", i.item_id limit ?"),
                                (long) most + 1)
                        .map((row, context) -> item(row))
                        .list();
        ListPage<ItemRow> page =
                ListPage.of(
                        found,
                        most,
                        it -> Keyset.of("OPEN".equals(it.state()) ? 0L : 1L, it.itemId()));
        return new ListPage<>(withCommands(store, noticeId, page.rows()), page.after());
    }

    private static ItemRow item(ResultSet row) throws SQLException {
        return new ItemRow(
                row.getString(1),
                row.getString(2),
                StoredRecords.number(row, 3),
                row.getString(4),
                row.getString(5),
                StoredRecords.number(row, 6),
                row.getString(7),
                row.getString(8),
                StoredRecords.number(row, 9),
                row.getString(10),
                row.getString(11),
                StoredRecords.number(row, 12),
                row.getString(13),
                null);
    }

    private record ItemAndOrder(String itemId, Ordered command) {}

    private static List<ItemRow> withCommands(Handle store, String noticeId, List<ItemRow> items) {
        if (items.isEmpty()) {
            return items;
        }
        List<String> ids = items.stream().map(ItemRow::itemId).toList();
        Conditions where =
                new Conditions()
                        .add("c.subject in (" + Conditions.places(ids) + ")", ids.toArray())
                        .add("c.of_id = ?", noticeId)
                        .add("c.topic = ?", Topic.COMMANDS.topicName());
        Map<String, Ordered> last = new HashMap<>();
        where.bind(
                        store.createQuery(
                                "select c.subject, c.command_id, c.measure, c.issued_at,"
                                        + " c.deadline, a.answer, a.at"
                                        + " from command c left join command_answer a"
                                        + " on a.command_id = c.command_id"
                                        + " and a.subject = c.subject"
                                        + " and a.topic = 'confirmations'"
                                        + where.sql()
                                        + "order by c.issued_at, c.command_id"))
                .map(
                        (row, context) ->
                                new ItemAndOrder(
                                        row.getString(1),
                                        new Ordered(
                                                row.getString(2),
                                                row.getString(3),
                                                StoredRecords.number(row, 4),
                                                StoredRecords.number(row, 5),
                                                row.getString(6),
                                                StoredRecords.number(row, 7))))
                .list()
                .forEach(one -> last.put(one.itemId(), one.command()));
        return items.stream().map(item -> item.with(last.get(item.itemId()))).toList();
    }
}
