package dev.vigil.flink;

import dev.vigil.schema.address.StateName;
import dev.vigil.schema.notice.NoticeCase;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * The case of a notice, kept apart once nothing is left to do: those are many and kept for months,
 * and what counts the open ones at a start must not walk them.
 */
final class ClockCases {
    private final ValueState<NoticeCase> open;
    private final ValueState<NoticeCase> closed;

    ClockCases(RuntimeContext context) {
        open = context.getState(open());
        closed =
                context.getState(
                        new ValueStateDescriptor<>(StateName.CLOSED_CASE, NoticeCase.class));
    }

    static ValueStateDescriptor<NoticeCase> open() {
        return new ValueStateDescriptor<>(StateName.NOTICE_CASE, NoticeCase.class);
    }

    /** Null for no such notice. */
    NoticeCase value() throws Exception {
        NoticeCase found = open.value();
        return found == null ? closed.value() : found;
    }

    /**
     * @param before as it was read; null for none
     * @param next null where it is forgotten
     */
    void move(NoticeCase before, NoticeCase next) throws Exception {
        if (before != null && (next == null || isClosed(before) != isClosed(next))) {
            of(before).clear();
        }
        if (next != null && next != before) {
            of(next).update(next);
        }
    }

    private ValueState<NoticeCase> of(NoticeCase notice) {
        return isClosed(notice) ? closed : open;
    }

    private static boolean isClosed(NoticeCase notice) {
        return notice.closedAt() != null;
    }
}
