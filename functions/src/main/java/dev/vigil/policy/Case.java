package dev.vigil.policy;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.SessionStarted;
import java.util.List;

/**
 * One work in one session, ready to be judged.
 *
 * @param context null where no {@code started} was seen
 * @param timeMs capture time of the segment that is judged (UTC epoch ms)
 * @param matchedMs how much of the work was heard
 */
record Case(
        SessionStarted context,
        String workId,
        long timeMs,
        long matchedMs,
        List<ListEntry> entries,
        List<Authorization> authorizations) {}
