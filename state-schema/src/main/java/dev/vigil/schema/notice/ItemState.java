package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;

/**
 * An item of a run of the clock.
 *
 * @param doneAt when its measure took effect; null while it is open
 * @param outcome ACTIONED, NOT_FOUND or DECLINED; null while it is open
 * @param backAt proofs from before this time are over; null for none
 * @param coveredBy the notice that covers it; null for this one
 */
@InState
public record ItemState(
        String itemId,
        String locator,
        Long doneAt,
        ActionState outcome,
        Long backAt,
        String coveredBy) {
    public static ItemState open(String itemId, String locator) {
        return new ItemState(itemId, locator, null, null, null, null);
    }

    public boolean isOpen() {
        return doneAt == null && coveredBy == null;
    }

    public ItemState done(long at, ActionState outcome) {
        return new ItemState(itemId, locator, at, outcome, backAt, coveredBy);
    }

    /** The same item, open again since {@code at}. */
    public ItemState back(long at) {
        return new ItemState(itemId, locator, null, null, at, null);
    }

    public ItemState coveredBy(String noticeId) {
        return new ItemState(itemId, locator, doneAt, outcome, backAt, noticeId);
    }
}
