package dev.vigil.schema.event;

import java.util.List;

/**
 * The clock of a notice has stopped: no alert of this generation follows.
 *
 * @param alertKey {@code noticeId/generation/resolved}
 * @param stoppedAt when it was done, by its proof
 * @param firedLevels the last ones, in order
 * @param moreLevels how many were fired before them: a run keeps 64
 * @param labels and annotations: see {@link EscalationAlert}; the labels that all alerts of the
 *     generation share
 */
public record EscalationResolved(
        String alertKey,
        String noticeId,
        int generation,
        NoticeState outcome,
        long stoppedAt,
        long dueAt,
        List<String> firedLevels,
        @MayBeMissing Integer moreLevels,
        @MayBeMissing AlertLabels labels,
        @MayBeMissing AlertAnnotations annotations) {

    /** As the clock says it. */
    public EscalationResolved(
            String alertKey,
            String noticeId,
            int generation,
            NoticeState outcome,
            long stoppedAt,
            long dueAt,
            List<String> firedLevels,
            Integer moreLevels) {
        this(
                alertKey,
                noticeId,
                generation,
                outcome,
                stoppedAt,
                dueAt,
                firedLevels,
                moreLevels,
                null,
                null);
    }

    /** The same as it goes out. */
    public EscalationResolved with(AlertLabels labels, AlertAnnotations annotations) {
        return new EscalationResolved(
                alertKey,
                noticeId,
                generation,
                outcome,
                stoppedAt,
                dueAt,
                firedLevels,
                moreLevels,
                labels,
                annotations);
    }
}
