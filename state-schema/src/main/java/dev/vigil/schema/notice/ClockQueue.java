package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;

/**
 * What waits at the clock of a notice beside its case; it is read with every input, so it is small.
 *
 * @param early inputs that wait for their notice or item
 * @param gathered news of items that wait until the clock looks at its items, and what was read
 *     ahead of the first watermark
 * @param room as many news as these may wait: one more could end a run. -1 where none may wait
 * @param spanMs how long they may wait
 * @param lookAt event time at which they are taken; null for none
 * @param reachedMs the latest watermark ahead of which they arrived; null for none
 */
@InState
public record ClockQueue(
        int early, int gathered, int room, long spanMs, Long lookAt, Long reachedMs) {
    public static final ClockQueue NONE = new ClockQueue(0, 0, -1, 0, null, null);

    public boolean gathers() {
        return room >= 0;
    }

    public ClockQueue withEarly(int now) {
        return new ClockQueue(now, gathered, room, spanMs, lookAt, reachedMs);
    }

    /** One more of the news waits, until {@code at} at the latest. */
    public ClockQueue plus(long at, Long aheadOfMs) {
        return new ClockQueue(early, gathered + 1, room, spanMs, at, later(reachedMs, aheadOfMs));
    }

    private static Long later(Long one, Long other) {
        return one == null || other != null && other > one ? other : one;
    }

    /** The case is another now; what waits goes on waiting. */
    public ClockQueue following(int newRoom, long newSpanMs) {
        return new ClockQueue(early, gathered, newRoom, newSpanMs, lookAt, reachedMs);
    }

    /** Nothing of the news waits any more. */
    public ClockQueue taken(int newRoom, long newSpanMs) {
        return new ClockQueue(early, 0, newRoom, newSpanMs, null, null);
    }
}
