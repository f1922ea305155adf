package dev.vigil.schema.event;

import java.util.List;

/**
 * The platform has not confirmed a command on a session, however often it was repeated. One record
 * per key counts, the last: the alert, then that it is over.
 *
 * @param alertKey {@code commandId/unconfirmed}
 * @param measure what the platform was told to do
 * @param attempts how often it was told
 * @param dueAt when the last attempt should have been confirmed
 * @param failure what the platform said of it, if anything
 * @param resolvedAt null while the alert stands
 * @param resolution CONFIRMED, SUPERSEDED by another command, or EXPIRED after a week
 */
public record CommandUnconfirmed(
        String alertKey,
        String commandId,
        String sessionId,
        @MayBeMissing String accountId,
        Measure measure,
        List<String> territories,
        String workId,
        String verdictId,
        long issuedAt,
        int attempts,
        long dueAt,
        @MayBeMissing String failure,
        @MayBeMissing Long resolvedAt,
        @MayBeMissing String resolution) {}
