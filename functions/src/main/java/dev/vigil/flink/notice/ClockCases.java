package dev.vigil.flink.notice;

import dev.vigil.schema.address.StateName;
import dev.vigil.schema.notice.CaseRow;
import dev.vigil.schema.notice.CaseRows;
import dev.vigil.schema.notice.NoticeCase;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The case of a notice, kept apart once nothing is left to do: those are many and kept for months,
 * and what counts the open ones at a start must not walk them. A large one is in rows, of which a
 * step writes those that it changes; all are read.
 */
final class ClockCases {
    private final ValueState<NoticeCase> open;
    private final ValueState<NoticeCase> closed;
    private final MapState<Long, CaseRow> rows;

    ClockCases(RuntimeContext context) {
        open = context.getState(open());
        closed =
                context.getState(
                        new ValueStateDescriptor<>(StateName.CLOSED_CASE, NoticeCase.class));
        rows =
                context.getMapState(
                        new MapStateDescriptor<>(StateName.CASE_ROWS, Long.class, CaseRow.class));
    }

    static ValueStateDescriptor<NoticeCase> open() {
        return new ValueStateDescriptor<>(StateName.NOTICE_CASE, NoticeCase.class);
    }

    /** Null for no such notice. */
    NoticeCase value() throws Exception {
        NoticeCase found = open.value();
        NoticeCase head = found == null ? closed.value() : found;
        return head == null || !CaseRows.hasRows(head)
                ? head
                : CaseRows.whole(head, rows.entries());
    }

    /**
     * @param before as it was read; null for none
     * @param next null where it is forgotten
     */
    void move(NoticeCase before, NoticeCase next) throws Exception {
        if (next == before) {
            return;
        }
        boolean stays = before != null && next != null && isClosed(before) == isClosed(next);
        if (before != null && !stays) {
            of(before).clear();
        }
        NoticeCase head = next == null ? null : CaseRows.head(next);
        if (head != null && !(stays && head.equals(CaseRows.head(before)))) {
            of(next).update(head);
        }
        moveRows(rowsOf(before), rowsOf(next));
    }

    private static Map<Long, CaseRow> rowsOf(NoticeCase notice) {
        return notice == null ? Map.of() : CaseRows.of(notice);
    }

    private void moveRows(Map<Long, CaseRow> before, Map<Long, CaseRow> next) throws Exception {
        for (Long key : before.keySet()) {
            if (!next.containsKey(key)) {
                rows.remove(key);
            }
        }
        for (Map.Entry<Long, CaseRow> row : next.entrySet()) {
            if (!row.getValue().equals(before.get(row.getKey()))) {
                rows.put(row.getKey(), row.getValue());
            }
        }
    }

    private ValueState<NoticeCase> of(NoticeCase notice) {
        return isClosed(notice) ? closed : open;
    }

    private static boolean isClosed(NoticeCase notice) {
        return notice.closedAt() != null;
    }
}
