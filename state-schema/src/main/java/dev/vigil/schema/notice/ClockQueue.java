package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What waits at the clock of a notice beside its case; it is read with every input, so it is small.
 *
 * @param early inputs that wait for their notice or item
 * @param earlyAt event time ahead of which none of these is dropped; null for none
 * @param gathered news of items that wait until the clock looks at its items, and what was read
 *     ahead of the first watermark
 * @param room as many news as these may wait: one more could end a run. -1 where none may wait
 * @param spanMs how long they may wait
 * @param lookAt event time at which they are taken; null for none
 * @param reachedMs the latest watermark ahead of which they arrived; null for none
 * @param keepDownAt event time at which more of its items are asked to stay down; null for none
 * @param outcomesAt event time at which what became of its items is published; null for none
 */
@InState
@RecordBuilder
public record ClockQueue(
        int early,
        Long earlyAt,
        int gathered,
        int room,
        long spanMs,
        Long lookAt,
        Long reachedMs,
        Long keepDownAt,
        Long outcomesAt)
        implements ClockQueueBuilder.With {
    public static final ClockQueue NONE = ClockQueueBuilder.builder().room(-1).build();

    public boolean gathers() {
        return room >= 0;
    }

    /** Whether a timer is set at that time for anything that waits here. */
    public boolean hasTimer(long atMs) {
        return is(earlyAt, atMs)
                || is(lookAt, atMs)
                || is(keepDownAt, atMs)
                || is(outcomesAt, atMs);
    }

    private static boolean is(Long timer, long atMs) {
        return timer != null && timer == atMs;
    }

    /** One more of the news waits, until {@code at} at the latest. */
    public ClockQueue plus(long at, Long aheadOfMs) {
        return with().gathered(gathered + 1)
                .lookAt(at)
                .reachedMs(later(reachedMs, aheadOfMs))
                .build();
    }

    private static Long later(Long one, Long other) {
        return one == null || other != null && other > one ? other : one;
    }

    /** The case is another now; what waits goes on waiting. */
    public ClockQueue following(int newRoom, long newSpanMs) {
        return with().room(newRoom).spanMs(newSpanMs).build();
    }

    /** Nothing of the news waits any more. */
    public ClockQueue taken(int newRoom, long newSpanMs) {
        return with().gathered(0)
                .room(newRoom)
                .spanMs(newSpanMs)
                .lookAt(null)
                .reachedMs(null)
                .build();
    }
}
