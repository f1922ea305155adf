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
 * @param acknowledged keys of alerts that a person has seen, the last ones of each run
 * @param moreItemsOpen how many open items are not listed: a record lists 100 at most
 * @param moreItemsDone the same of those that are done
 * @param moreListedWorks the same of the works on the list
 * @param moreAcknowledged the same of the keys
 * @param clocks runs of the clock so far, each with its own T0
 * @param itemsJoined items that a repeat or a supplement has added, with a clock of their own
 * @param next what it waits for; null where nothing is left to do
 * @param nextBy by when (UTC epoch ms); null where no time is set
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
        @MayBeMissing List<String> acknowledged,
        @MayBeMissing Integer moreItemsOpen,
        @MayBeMissing Integer moreItemsDone,
        @MayBeMissing Integer moreListedWorks,
        @MayBeMissing Integer moreAcknowledged,
        @MayBeMissing Integer clocks,
        @MayBeMissing Integer itemsJoined,
        @MayBeMissing NextStep next,
        @MayBeMissing Long nextBy) {
    public NoticeStatus {
        missing = missing == null ? List.of() : missing;
        acknowledged = acknowledged == null ? List.of() : acknowledged;
    }
}
