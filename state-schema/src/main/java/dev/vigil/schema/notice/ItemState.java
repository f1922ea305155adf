package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;

/**
 * An item of a run of the clock.
 *
 * @param doneAt when its measure took effect; null while it is open
 * @param outcome ACTIONED, NOT_FOUND or DECLINED; null while it is open
 * @param backAt proofs from before this time are over; null for none
 * @param coveredBy the notice that covers it; null for this one
 * @param removedAgainAt when it was removed after it had to come back, which the notice did not ask
 *     for; null where it is there
 */
@InState
public record ItemState(
        String itemId,
        String locator,
        Long doneAt,
        ActionState outcome,
        Long backAt,
        String coveredBy,
        Long removedAgainAt) {
    public static ItemState open(String itemId, String locator) {
        return new ItemState(itemId, locator, null, null, null, null, null);
    }

    public boolean isOpen() {
        return doneAt == null && coveredBy == null;
    }

    public ItemState done(long at, ActionState outcome) {
        return new ItemState(itemId, locator, at, outcome, backAt, coveredBy, removedAgainAt);
    }

    /** The same item, open again since {@code at}. */
    public ItemState back(long at) {
        return new ItemState(itemId, locator, null, null, at, null, null);
    }

    public ItemState coveredBy(String noticeId) {
        return new ItemState(itemId, locator, doneAt, outcome, backAt, noticeId, removedAgainAt);
    }

    /** Removed again at {@code at}; null where it is there. */
    public ItemState removedAgain(Long at) {
        return new ItemState(itemId, locator, doneAt, outcome, backAt, coveredBy, at);
    }
}
