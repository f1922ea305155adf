package dev.vigil.usage;

import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import java.util.List;

/**
 * A line of a statement: a row of the month, or how a row of an earlier month has changed since the
 * statement before. All figures are of what is due to the owner; of a change, the differences.
 *
 * @param row as it is published now
 * @param shareBp the owner's share when the statement closed, in basis points
 * @param reasons why it has changed; empty for a row of the month
 * @param state when the statement closed
 * @param usedMs how much of a row that is in part the owner's; 0 while it is held
 * @param shareMs the owner's part of that
 * @param heldMs what waits until owners agree
 * @param sessions of what is due
 * @param audienceMs of a row of the month, how much of it the audience is known of; null for
 *     unknown
 * @param viewMs null for not known
 * @param plays null for not known
 * @param usages the owner's part of plays where they are known of all of the row, else of sessions,
 *     in ten-thousandths
 * @param revision of the row at that time
 */
public record StatementLine(
        UsageRow row,
        int shareBp,
        List<UsageReason> reasons,
        UsageState state,
        long usedMs,
        long shareMs,
        long heldMs,
        long sessions,
        Long audienceMs,
        Long viewMs,
        Long plays,
        long usages,
        long revision) {
    public boolean isAmendment() {
        return !reasons.isEmpty();
    }

    /** Nothing to state. */
    boolean isNothing() {
        return usedMs == 0
                && shareMs == 0
                && heldMs == 0
                && sessions == 0
                && usages == 0
                && (viewMs == null || viewMs == 0)
                && (plays == null || plays == 0);
    }
}
