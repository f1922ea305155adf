package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Region COUNTER of a notice.
 *
 * @param itemIds what the user asks back
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
@RecordBuilder
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
        boolean ordered)
        implements CounterBuilder.With {
    public static final Counter NONE =
            CounterBuilder.builder()
                    .state(CounterState.NONE)
                    .itemIds(List.of())
                    .missing(List.of())
                    .restored(List.of())
                    .build();

    /** The commands to bring them back are to be published. */
    public boolean isToBeOrdered() {
        return restoreDueAt != null && !ordered && state != CounterState.UPHELD;
    }

    public Counter in(CounterState state) {
        return with().state(state).elapsesAt(null).build();
    }

    /** It was decided at {@code at} that the measure remains. */
    public Counter upheld(long at) {
        return with().state(CounterState.UPHELD).elapsesAt(null).upheldAt(at).build();
    }

    /** The notifier's time runs until {@code elapsesAt}. */
    public Counter waiting(long forwardedAt, long elapsesAt, int delayDays, Long delayedAt) {
        return with().state(CounterState.COUNTER_FORWARDED)
                .forwardedAt(forwardedAt)
                .elapsesAt(elapsesAt)
                .delayDays(delayDays)
                .delayedAt(delayedAt)
                .build();
    }

    public Counter restoreDue(long at) {
        return with().state(CounterState.RESTORE_DUE).elapsesAt(null).restoreDueAt(at).build();
    }

    public Counter asOrdered() {
        return withOrdered(true);
    }

    public Counter restored(CounterState state, List<String> restored) {
        return with().state(state).elapsesAt(null).restored(restored).build();
    }

    /** The same with other items. */
    Counter with(List<String> itemIds, List<String> restored) {
        return with().itemIds(itemIds).restored(restored).build();
    }
}
