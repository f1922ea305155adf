package dev.vigil.schema.rights;

import dev.vigil.schema.types.InState;

/**
 * A way through the open matches or the recent uploads of a work, in steps.
 *
 * @param change that it takes to each of them
 * @param waiting what arrived since it began, for the next one
 * @param cursor number of the next match
 * @param end number behind the last one; what joins later knows the change already
 * @param stepAt time of the next step (processing time, UTC epoch ms)
 */
@InState
public record RecentWalk(
        RecentChange change, RecentChange waiting, long cursor, long end, long stepAt) {
    public RecentWalk waits(RecentChange more) {
        return new RecentWalk(change, waiting.and(more), cursor, end, stepAt);
    }

    public RecentWalk goesOn(long from, long atMs) {
        return new RecentWalk(change, waiting, from, end, atMs);
    }
}
