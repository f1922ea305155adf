package dev.vigil.usage;

import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;

/**
 * A line of a statement: a row of the month, or how a row of an earlier month has changed.
 *
 * @param row as it is at the end of the statement
 * @param shareBp the owner's share, in basis points
 * @param reason why it has changed; null for a row of the month
 * @param usedMs what is due, of a change the difference; 0 while it is held
 * @param heldMs what waits until owners agree
 * @param sessions of what is due
 * @param viewMs null for not known
 * @param plays null for not known
 * @param revision of the row at that time
 */
public record StatementLine(
        UsageRow row,
        int shareBp,
        UsageReason reason,
        long usedMs,
        long heldMs,
        long sessions,
        Long viewMs,
        Long plays,
        long revision) {
    /** The owner's part of what is due. */
    public long shareMs() {
        return Math.floorDiv(usedMs * shareBp, (long) UsageShares.WHOLE_BP);
    }
}
