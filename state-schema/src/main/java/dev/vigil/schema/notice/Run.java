package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * One run of the clock of a notice: its own T0, deadline, items, ladder and records.
 *
 * @param place rises in the order in which the runs of its notice began
 * @param generation counts from 1; 0 until the clock has reached {@code startedAt} once
 * @param startedAt T0 (UTC epoch ms)
 * @param dueAt T0, the track's span and the paused time
 * @param schedule ms from T0, without the paused time, of E0 to E7 as the ladder had them when the
 *     run began; -1 for a level that is merged into the next or switched off
 * @param pausedMs how long the clock was paused
 * @param pausedAt since when it is paused; null while it runs
 * @param pauseEndsAt when it goes on by itself; null for never
 * @param reached the rung that the clock has passed: 0 to 7 for E0 to E7, 8 for E8, then E9.n; -1
 *     before the first
 * @param fired levels that were published, in order; of very many the highest
 * @param firedBefore how many lower ones were published and are not kept
 * @param repeats of the last level (E4.1, E4.2)
 * @param lastToldAt when the last level or its repeat was published
 * @param ackedAt when the last level was acknowledged; null for not
 * @param progressedAt when an item was last done; null for never
 * @param acknowledged alert keys, the last ones
 * @param stoppedAt when it was done, by its proof; null while it is not
 * @param resolved true once its end was published
 * @param concluded true once what follows from its end is under way: the outcome for the notifier,
 *     the requests to stay down; unlike {@code resolved} never read back from a topic
 * @param released the release that its items come from: {@code notice/time}; null for none
 * @param keptDown how many of its items, in order, were asked to stay down since; null where none
 *     is to be asked any more
 * @param breach the record, once the promise is broken
 * @param correction what became known after it
 * @param writtenBy which incarnation of the task last wrote breach or correction
 * @param breachSeen true once the record was read back from its topic
 * @param correctionSeen the same of the correction
 */
@InState
@RecordBuilder
public record Run(
        int place,
        int generation,
        ClockState clock,
        long startedAt,
        long dueAt,
        List<Long> schedule,
        long pausedMs,
        Long pausedAt,
        Long pauseEndsAt,
        List<ItemState> items,
        int reached,
        List<String> fired,
        int firedBefore,
        int repeats,
        Long lastToldAt,
        Long ackedAt,
        Long progressedAt,
        List<String> acknowledged,
        Long stoppedAt,
        boolean resolved,
        boolean concluded,
        String released,
        Integer keptDown,
        BreachRecord breach,
        BreachCorrection correction,
        String writtenBy,
        boolean breachSeen,
        boolean correctionSeen)
        implements RunBuilder.With {}
