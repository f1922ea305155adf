package dev.vigil.schema.event;

import java.util.List;

/**
 * Where a notice stands; the last record per notice counts.
 *
 * @param generation of the run that is due next, else of the last one
 * @param receivedAt T0 of that run
 * @param remainingMs from {@code asOf} to {@code dueAt}; negative once overdue
 * @param overdue some run was breached: a mark that stays
 * @param listedWorks works of the notice that stand on the list
 * @param missing statutory elements that a supplement must bring
 * @param duplicateOf the notice that covers this one
 * @param counterDueAt when the notifier's time to answer a counter-notice is over
 * @param acknowledged keys of alerts that somebody has seen
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
        List<String> listedWorks,
        @MayBeMissing Track track,
        @MayBeMissing IntakeState intake,
        @MayBeMissing ActionState action,
        @MayBeMissing ForwardState forward,
        @MayBeMissing CounterState counter,
        @MayBeMissing ClockState clock,
        @MayBeMissing List<Element> missing,
        @MayBeMissing String reason,
        @MayBeMissing String duplicateOf,
        @MayBeMissing Long counterDueAt,
        @MayBeMissing List<String> acknowledged) {
    public NoticeStatus {
        missing = missing == null ? List.of() : missing;
        acknowledged = acknowledged == null ? List.of() : acknowledged;
    }
}
