package dev.vigil.schema.event;

import java.util.List;

/**
 * A level of the ladder has been reached. Everything in it follows from the notice's state and the
 * level's own time, so that a repeat after a failure is equal to the byte.
 *
 * @param alertKey {@code noticeId/generation/level}
 * @param firesAt the time of the level; a catch-up is published later
 * @param remainingMs from {@code firesAt} to {@code dueAt}; negative once overdue
 * @param ackRequiredBy null where the level asks for no acknowledgement
 * @param catchUp true where earlier levels had passed unfired, see {@code skippedLevels}
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
            String runbook) {
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
                null,
                null);
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
                labels,
                annotations);
    }
}
