package dev.vigil.local.command.notice;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.vigil.local.command.Times;
import dev.vigil.schema.event.NoticeStatus;
import java.util.List;

/** Notices in rows. */
final class Table {
    private static final int WIDEST = 40;

    private Table() {}

    static String of(List<NoticeStatus> statuses, long nowMs) {
        return AsciiTable.getTable(
                statuses,
                List.of(
                        left("notice").with(NoticeStatus::noticeId),
                        left("state").with(Table::state),
                        left("track").with(Words::track),
                        left("notifier").with(NoticeStatus::notifier),
                        left("due").with(s -> Times.clock(s.dueAt())),
                        new Column().header("left").with(s -> remaining(s, nowMs)),
                        left("level").with(s -> s.lastLevel() == null ? "" : s.lastLevel()),
                        left("open").with(s -> Words.names(s.itemsOpen())),
                        left("lacks").with(s -> Words.names(s.missing()))));
    }

    private static String state(NoticeStatus status) {
        return status.state() + (Words.wasOverdue(status) ? " (was overdue)" : "");
    }

    /** Empty where no clock runs. */
    static String remaining(NoticeStatus status, long nowMs) {
        String left = Words.isOver(status) ? "" : Times.left(status.dueAt() - nowMs);
        if (status.clock() == null) {
            return left;
        }
        return switch (status.clock()) {
            case RUNNING, BREACHED -> left;
            case PAUSED -> "stands";
            case STOPPED, CLOSED_LATE, CLEARED, VOID -> "";
        };
    }

    static Column left(String header) {
        return new Column()
                .header(header)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(WIDEST, OverflowBehaviour.NEWLINE);
    }
}
