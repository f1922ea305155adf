package dev.vigil.cli.notice;

import dev.vigil.cli.text.Tables;
import dev.vigil.client.notice.NoticeWords;
import dev.vigil.client.text.Times;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.List;

/** Notices in rows. */
final class Table {

    private Table() {}

    static String of(List<NoticeStatus> statuses, long nowMs) {
        return Tables.of(
                statuses,
                List.of(
                        Tables.left("notice").with(NoticeStatus::noticeId),
                        Tables.left("state").with(Table::state),
                        Tables.left("track").with(NoticeWords::track),
                        Tables.left("notifier").with(NoticeStatus::notifier),
                        Tables.left("due").with(s -> Times.clock(s.dueAt())),
                        Tables.right("left").with(s -> NoticeWords.remaining(s, nowMs)),
                        Tables.left("level").with(s -> s.lastLevel() == null ? "" : s.lastLevel()),
                        Tables.left("open").with(Table::open),
                        Tables.left("lacks").with(s -> NoticeWords.names(s.missing()))));
    }

    private static String state(NoticeStatus status) {
        return status.state() + (NoticeWords.wasOverdue(status) ? " (was overdue)" : "");
    }

    /** Items, or what else is left to do. */
    private static String open(NoticeStatus status) {
        if (status.itemsOpen().isEmpty()) {
            return NoticeWords.next(status);
        }
        int more = NoticeWords.more(status.moreItemsOpen());
        return NoticeWords.names(status.itemsOpen()) + (more > 0 ? " and " + more + " more" : "");
    }
}
