package dev.vigil.register;

import dev.vigil.schema.register.ConflictPart;
import java.util.List;
import java.util.Set;

/**
 * Where, in one right and territory, more is claimed than there is.
 *
 * @param spans all of them, in order, those that touch as one
 * @param parts the first of them, each with its claims
 * @param moreParts how many parts are left out
 * @param parties all that claim something in it
 * @param newestAt when the last of their claims was received (UTC epoch ms)
 */
record Over(
        List<Span> spans,
        List<ConflictPart> parts,
        int moreParts,
        Set<String> parties,
        long newestAt) {
    /** Half-open (UTC epoch ms); the least and the largest number for no limit. */
    record Span(long from, long to) {
        Long fromOrNull() {
            return from == Long.MIN_VALUE ? null : (Long) from;
        }

        Long toOrNull() {
            return to == Long.MAX_VALUE ? null : (Long) to;
        }
    }
}
