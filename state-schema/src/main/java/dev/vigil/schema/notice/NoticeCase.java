package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * One notice with its five regions (job/docs/domain.md, The clock of a notice); ACTION follows from
 * the items of its runs.
 *
 * @param firstReceivedAt the earliest stamp of the intake edge
 * @param directiveDueAt the authority's own due time; null where it is no directive
 * @param workIds works of the notice that the register knows
 * @param runs the clock, one run per generation, oldest first; none in the head of a large case,
 *     whose lists are rows ({@link CaseRows})
 * @param covers items of other notices of the same notifier that this one stands for
 * @param adopted keys that are on the topic and belong to a run that is not numbered yet
 * @param acked answers to levels that may still be read back; none behind a timer
 * @param closedAt when nothing was left to do; null before
 * @param nextAt when the clock must look again: the one timer; null for never
 */
@InState
@RecordBuilder
public record NoticeCase(
        String noticeId,
        String notifier,
        long firstReceivedAt,
        ClockTrack track,
        Long directiveDueAt,
        Regime regime,
        List<String> workIds,
        Intake intake,
        Forward forward,
        Counter counter,
        List<Run> runs,
        List<Covered> covers,
        List<Adopted> adopted,
        List<Acked> acked,
        Long closedAt,
        Long nextAt)
        implements NoticeCaseBuilder.With {
    /** The same case with other lists. */
    NoticeCase with(
            List<String> workIds,
            List<Run> runs,
            Counter counter,
            List<Covered> covers,
            List<Adopted> adopted) {
        return with().workIds(workIds)
                .counter(counter)
                .runs(runs)
                .covers(covers)
                .adopted(adopted)
                .build();
    }
}
