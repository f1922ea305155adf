package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Region COUNTER of a notice.
 *
 * @param itemIds what the user wants back
 * @param missing statutory elements that the counter-notice lacks
 * @param forwardedAt when the notifier got it; null before
 * @param elapsesAt when the notifier's time is over; null where it does not run
 * @param delayDays proven working days that the period was lengthened by
 * @param delayedAt when the last delay was filed: an earlier one is a repeat; null for none
 * @param restoreDueAt when the content had to come back; null before
 * @param restored items that are back
 * @param upheldAt when it was decided that the measure remains; null for no such decision
 * @param ordered true once the commands to bring them back were published
 */
@InState
public record Counter(
        CounterState state,
        List<String> itemIds,
        List<Element> missing,
        Long receivedAt,
        Long forwardedAt,
        Long elapsesAt,
        int delayDays,
        Long delayedAt,
        Long restoreDueAt,
        List<String> restored,
        Long upheldAt,
        boolean ordered) {
    public static final Counter NONE =
            new Counter(
                    CounterState.NONE,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    List.of(),
                    null,
                    false);

    /** The commands to bring them back are to be published. */
    public boolean isToBeOrdered() {
        return restoreDueAt != null && !ordered && state != CounterState.UPHELD;
    }

    public Counter in(CounterState state) {
        return new Counter(
                state,
                itemIds,
                missing,
                receivedAt,
                forwardedAt,
                null,
                delayDays,
                delayedAt,
                restoreDueAt,
                restored,
                upheldAt,
                ordered);
    }

    /** It was decided at {@code at} that the measure remains. */
    public Counter upheld(long at) {
        return new Counter(
                CounterState.UPHELD,
                itemIds,
                missing,
                receivedAt,
                forwardedAt,
                null,
                delayDays,
                delayedAt,
                restoreDueAt,
                restored,
                at,
                ordered);
    }

    /** The notifier's time runs until {@code elapsesAt}. */
    public Counter waiting(long forwardedAt, long elapsesAt, int delayDays, Long delayedAt) {
        return new Counter(
                CounterState.COUNTER_FORWARDED,
                itemIds,
                missing,
                receivedAt,
                forwardedAt,
                elapsesAt,
                delayDays,
                delayedAt,
                restoreDueAt,
                restored,
                upheldAt,
                ordered);
    }

    public Counter restoreDue(long at) {
        return new Counter(
                CounterState.RESTORE_DUE,
                itemIds,
                missing,
                receivedAt,
                forwardedAt,
                null,
                delayDays,
                delayedAt,
                at,
                restored,
                upheldAt,
                ordered);
    }

    public Counter asOrdered() {
        return new Counter(
                state,
                itemIds,
                missing,
                receivedAt,
                forwardedAt,
                elapsesAt,
                delayDays,
                delayedAt,
                restoreDueAt,
                restored,
                upheldAt,
                true);
    }

    public Counter restored(CounterState state, List<String> restored) {
        return new Counter(
                state,
                itemIds,
                missing,
                receivedAt,
                forwardedAt,
                null,
                delayDays,
                delayedAt,
                restoreDueAt,
                restored,
                upheldAt,
                ordered);
    }

    /** The same with other items. */
    Counter with(List<String> itemIds, List<String> restored) {
        return new Counter(
                state,
                itemIds,
                missing,
                receivedAt,
                forwardedAt,
                elapsesAt,
                delayDays,
                delayedAt,
                restoreDueAt,
                restored,
                upheldAt,
                ordered);
    }
}
