package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * An item of a run of the clock.
 *
 * @param doneAt when its measure took effect; null while it is open
 * @param outcome ACTIONED, NOT_FOUND or DECLINED; null while it is open
 * @param backAt proofs from before this time are over; null for none
 * @param coveredBy the notice that covers it; null for this one
 * @param removedAgainAt when it was removed after it had to come back, which the notice did not ask
 *     for; null where it is there
 * @param actedAt when a measure on it first took effect, though it may have been back since; null
 *     for never
 * @param origin whose it is; null where that is not known
 * @param told hash of its outcome that was published last; null for none
 */
@InState
@RecordBuilder
public record ItemState(
        String itemId,
        String locator,
        Long doneAt,
        ActionState outcome,
        Long backAt,
        String coveredBy,
        Long removedAgainAt,
        Long actedAt,
        ItemOrigin origin,
        Integer told)
        implements ItemStateBuilder.With {
    public static ItemState open(String itemId, String locator) {
        return ItemStateBuilder.builder().itemId(itemId).locator(locator).build();
    }

    public boolean isOpen() {
        return doneAt == null && coveredBy == null;
    }

    public ItemState done(long at, ActionState outcome) {
        boolean isFirst = outcome == ActionState.ACTIONED && (actedAt == null || at < actedAt);
        return with().doneAt(at)
                .outcome(outcome)
                .actedAt(isFirst ? Long.valueOf(at) : actedAt)
                .build();
    }

    /** The same item, open again since {@code at}. */
    public ItemState back(long at) {
        return ItemStateBuilder.builder()
                .itemId(itemId)
                .locator(locator)
                .backAt(at)
                .actedAt(actedAt)
                .origin(origin)
                .told(told)
                .build();
    }
}
