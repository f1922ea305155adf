package dev.vigil.desk.ask;

import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What happened to a notice and to its items, the latest first. */
public final class HistoryQuery {
    /** What a correction found is earlier than what it corrects: it is of when it was known. */
    private static final String SHOWN_AT =
            "case when kind = 'BREACH_CORRECTION' or at is null then stored_at else at end";

    /** What people do at the desk about a notice. */
    private static final String AT_THE_DESK = "notice/";

    private HistoryQuery() {}

    /**
     * A record of the history.
     *
     * @param shownAt when it happened, or became known, UTC epoch ms
     */
    public record Happening(StoredRecord record, long shownAt) {}

    /**
     * A page of it.
     *
     * @param parts which records
     * @param before as {@link ListPage#after} gave it; null for the end of the history
     * @throws KeysetException where {@code before} is of no such list
     */
    public static ListPage<Happening> page(
            Handle store, String noticeId, Collection<HistoryPart> parts, String before, int most) {
        Keyset from =
                Keyset.parse(before, Long.class, Long.class, String.class, Long.class, Long.class);
        List<String> kinds =
                parts.stream().flatMap(part -> part.types().stream()).map(EventType::name).toList();
        if (kinds.isEmpty()) {
            return new ListPage<>(List.of(), null);
        }
        Conditions where =
                new Conditions()
                        .add(
                                "e.subject in (select cast(? as text)"
                                        + " union all select cast(? as text) union all"
                                        + " select item_id from notice_item where notice_id = ?)",
                                noticeId,
                                AT_THE_DESK + noticeId,
                                noticeId)
                        .add("e.kind in (" + Conditions.places(kinds) + ")", kinds.toArray())
                        // The session that an item is has confirmations of its own.
                        .add(
                                "(e.kind not in ('ACTION_CONFIRMED', 'ACTION_REVERSED')"
                                        + " or e.topic = ?)",
                                Topic.CONFIRMATIONS.topicName())
                        .behind(
                                from,
                                "(e.shown_at, e.stored_at, e.topic, e.part, e.off)"
                                        + " < (?, ?, ?, ?, ?)");
        List<Happening> found =
                where.bind(
                                store.createQuery(
                                        "select "
                                                + StoredRecords.COLUMNS
                                                + ", shown_at from (select subject, "
                                                + StoredRecords.COLUMNS
                                                + ", "
                                                + SHOWN_AT
                                                + " as shown_at from event) e"
                                                + where.sql()
                                                + "order by e.shown_at desc, e.stored_at desc,"
                                                + " e.topic desc, e.part desc, e.off desc limit ?"),
                                (long) most + 1)
                        .map((row, context) -> happening(row))
                        .list();
        ListPage<Happening> page = ListPage.of(found, most, HistoryQuery::place);
        return new ListPage<>(
                page.rows().stream().filter(it -> isOf(noticeId, it.record())).toList(),
                page.after());
    }

    private static Happening happening(ResultSet row) throws SQLException {
        return new Happening(StoredRecords.read(row), row.getLong("shown_at"));
    }

    private static Keyset place(Happening one) {
        return Keyset.of(
                one.shownAt(),
                one.record().storedAt(),
                one.record().topic(),
                (long) one.record().partition(),
                one.record().offset());
    }

    /** What is about an item may be of another notice on it. */
    private static boolean isOf(String noticeId, StoredRecord record) {
        Object content = record.content().orElse(null);
        if (content instanceof NoticeCommand command) {
            return command.noticeId().equals(noticeId);
        }
        if (content instanceof StayDown stayDown) {
            return stayDown.noticeId().equals(noticeId);
        }
        return !(content instanceof ItemOutcome outcome) || outcome.noticeId().equals(noticeId);
    }
}
