package dev.vigil.schema.state;

import java.util.ArrayList;
import java.util.List;

/**
 * A way through the recent uploads of a key, in steps.
 *
 * @param changes that it takes to each of them
 * @param waiting that came since it began, for the next one
 * @param cursor number of the next upload
 * @param end number behind the last one; what joins later knows the changes already
 * @param stepAt time of the next step (processing time, UTC epoch ms)
 */
public record RecentWalk(
        List<RecentChange> changes,
        List<RecentChange> waiting,
        long cursor,
        long end,
        long stepAt) {
    public RecentWalk waits(RecentChange change) {
        List<RecentChange> more = new ArrayList<>(waiting);
        more.add(change);
        return new RecentWalk(changes, List.copyOf(more), cursor, end, stepAt);
    }
}
