package dev.vigil.schema.verdict;

import dev.vigil.schema.types.InState;

/**
 * A work in a live session that its owner gives its user time to stop.
 *
 * @param from capture time from which the time runs (UTC epoch ms)
 * @param stopBy until when the user was first given time: nothing that waits is carried out before,
 *     though its owner gives less by now (UTC epoch ms)
 */
@InState
public record GracedWork(String workId, long from, long stopBy) {
    /** One that no time is known of yet: it begins now. */
    public static GracedWork from(String workId, long nowMs) {
        return new GracedWork(workId, nowMs, nowMs);
    }
}
