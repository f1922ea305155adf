package dev.vigil.schema.state;

import dev.vigil.schema.event.NoticeState;
import java.util.List;

/**
 * One notice and its clock.
 *
 * @param generation one run of the clock; counts from 1
 * @param receivedAt T0, the earliest stamp (UTC epoch ms)
 * @param fired levels that were published, in order
 * @param nextAt when the clock must look again; null when never
 * @param breached true once the breach record is written
 * @param closedAt event time at which the notice was closed; null while it is open
 * @param workIds works of the notice that the register knows
 */
public record NoticeCase(
        String noticeId,
        int generation,
        String notifier,
        long receivedAt,
        long dueAt,
        List<ItemState> items,
        NoticeState state,
        List<String> fired,
        List<String> acknowledged,
        Long nextAt,
        boolean breached,
        Long closedAt,
        List<String> workIds) {
    /** An earlier stamp has come to light: T0 and the deadline move back by the same span. */
    public NoticeCase received(long earlierAt, long nextAt) {
        long dueAt = this.dueAt - (receivedAt - earlierAt);
        return new NoticeCase(
                noticeId,
                generation,
                notifier,
                earlierAt,
                dueAt,
                items,
                state,
                fired,
                acknowledged,
                nextAt,
                breached,
                closedAt,
                workIds);
    }

    public NoticeCase items(List<ItemState> items, NoticeState state) {
        return new NoticeCase(
                noticeId,
                generation,
                notifier,
                receivedAt,
                dueAt,
                items,
                state,
                fired,
                acknowledged,
                nextAt,
                breached,
                closedAt,
                workIds);
    }

    public NoticeCase acknowledged(List<String> acknowledged) {
        return new NoticeCase(
                noticeId,
                generation,
                notifier,
                receivedAt,
                dueAt,
                items,
                state,
                fired,
                acknowledged,
                nextAt,
                breached,
                closedAt,
                workIds);
    }

    public NoticeCase fired(List<String> fired, long nextAt) {
        return new NoticeCase(
                noticeId,
                generation,
                notifier,
                receivedAt,
                dueAt,
                items,
                state,
                fired,
                acknowledged,
                nextAt,
                breached,
                closedAt,
                workIds);
    }

    /** The promise is broken; what stays open is overdue. */
    public NoticeCase breached(NoticeState state) {
        return new NoticeCase(
                noticeId,
                generation,
                notifier,
                receivedAt,
                dueAt,
                items,
                state,
                fired,
                acknowledged,
                nextAt,
                true,
                closedAt,
                workIds);
    }

    public NoticeCase closed(NoticeState outcome, long closedAt, long forgetAt) {
        return new NoticeCase(
                noticeId,
                generation,
                notifier,
                receivedAt,
                dueAt,
                items,
                outcome,
                fired,
                acknowledged,
                forgetAt,
                breached,
                closedAt,
                workIds);
    }
}
