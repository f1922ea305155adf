package dev.vigil.schema.event;

import java.util.List;

/**
 * Where a notice stands; the last record per notice counts.
 *
 * @param remainingMs from {@code asOf} to {@code dueAt}; negative once overdue
 * @param listedWorks works of the notice that stand on the list
 */
public record NoticeStatus(
        String noticeId,
        int generation,
        NoticeState state,
        boolean overdue,
        String notifier,
        long receivedAt,
        long dueAt,
        long asOf,
        long remainingMs,
        @MayBeMissing String lastLevel,
        List<String> itemsOpen,
        List<String> itemsDone,
        List<String> listedWorks) {
    /** The same status, with the works that stand on the list. */
    public NoticeStatus listed(List<String> works) {
        return new NoticeStatus(
                noticeId,
                generation,
                state,
                overdue,
                notifier,
                receivedAt,
                dueAt,
                asOf,
                remainingMs,
                lastLevel,
                itemsOpen,
                itemsDone,
                works);
    }
}
