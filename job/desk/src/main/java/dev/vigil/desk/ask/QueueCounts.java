package dev.vigil.desk.ask;

import dev.vigil.schema.wire.Topic;

/**
 * How many notices there are to do something about.
 *
 * @param open all of them
 * @param soon of these, for the platform to do within an hour
 * @param late of these, for the platform to do and not done in time
 * @param untriaged of these, not yet decided whether they count
 * @param unclaimed of these, no person looks after them
 * @param mine of these, the one who asks looks after them
 * @param forOthers of these, what is next is not for the platform to do
 * @param untaken received, and not yet answered by the notice job; in none of the others
 * @param refused received in the last 14 days, and refused by the notice job; in none of the others
 */
public record QueueCounts(
        long open,
        long soon,
        long late,
        long untriaged,
        long unclaimed,
        long mine,
        long forOthers,
        long untaken,
        long refused) {
    /** As long as the topic keeps dead letters: the record of each can be looked at. */
    static final long REFUSED_SINCE_MS = Topic.NOTICE_DEAD_LETTERS.retention().toMillis();
}
