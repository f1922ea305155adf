package dev.vigil.schema.event;

import java.util.List;

/**
 * A level of the ladder has been reached. One body per key, whatever happens: the job reads what it
 * has published before it publishes again.
 *
 * @param alertKey {@code noticeId/generation/level}
 * @param level E0 to E8, E9.n for the n-th reminder of a breach, E4.n for the n-th repeat of a
 *     level that was not acknowledged, or not acted on
 * @param firesAt the time of the level; a catch-up is published later
 * @param remainingMs to {@code dueAt} from {@code firesAt}, in a catch-up from the time that the
 *     clock has reached; negative once overdue
 * @param ackRequiredBy null where the level asks for no acknowledgement
 * @param catchUp true where earlier levels had passed unfired, see {@code skippedLevels}
 * @param moreOpen how many open items are not listed: a record lists 100 at most
 * @param labels and annotations: what alerting machines route on and people read; they follow from
 *     the rest and are added on the way out
 */
public record EscalationAlert(
        String alertKey,
        String noticeId,
        int generation,
        String level,
        String severity,
        String notifier,
        long receivedAt,
        long dueAt,
        long firesAt,
        long elapsedMs,
        long remainingMs,
        List<String> itemsOpen,
        List<String> recipients,
        @MayBeMissing Long ackRequiredBy,
        boolean catchUp,
        List<String> skippedLevels,
        String runbook,
        @MayBeMissing Track track,
        @MayBeMissing Integer moreOpen,
        @MayBeMissing AlertLabels labels,
        @MayBeMissing AlertAnnotations annotations) {

    /** As the clock fires it. */
    public EscalationAlert(
            String alertKey,
            String noticeId,
            int generation,
            String level,
            String severity,
            String notifier,
            long receivedAt,
            long dueAt,
            long firesAt,
            long elapsedMs,
            long remainingMs,
            List<String> itemsOpen,
            List<String> recipients,
            Long ackRequiredBy,
            boolean catchUp,
            List<String> skippedLevels,
            String runbook,
            Track track,
            Integer moreOpen) {
        this(
                alertKey,
                noticeId,
                generation,
                level,
                severity,
                notifier,
                receivedAt,
                dueAt,
                firesAt,
                elapsedMs,
                remainingMs,
                itemsOpen,
                recipients,
                ackRequiredBy,
                catchUp,
                skippedLevels,
                runbook,
                track,
                moreOpen,
                null,
                null);
    }

    /**
     * When the clock told it: at its time, in a catch-up at the time that the clock had reached.
     */
    public long toldAt() {
        return dueAt - remainingMs;
    }

    /** The same alert as it goes out; its runbook is the one that the annotations name. */
    public EscalationAlert with(AlertLabels labels, AlertAnnotations annotations) {
        return new EscalationAlert(
                alertKey,
                noticeId,
                generation,
                level,
                severity,
                notifier,
                receivedAt,
                dueAt,
                firesAt,
                elapsedMs,
                remainingMs,
                itemsOpen,
                recipients,
                ackRequiredBy,
                catchUp,
                skippedLevels,
                annotations.runbookUrl(),
                track,
                moreOpen,
                labels,
                annotations);
    }
}
