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
        String runbook) {}
