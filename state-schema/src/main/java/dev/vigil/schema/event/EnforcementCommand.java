package dev.vigil.schema.event;

import java.util.List;

/**
 * What the platform is told to do with a session. To be confirmed by {@code action.confirmed} on
 * {@code session.confirmations}; until then it is repeated, and only deadline and attempt differ.
 *
 * @param territories where; empty means everywhere
 * @param deadline when the platform must have confirmed (UTC epoch ms)
 * @param attempt 2 and more in a repeat
 */
public record EnforcementCommand(
        String commandId,
        String sessionId,
        @MayBeMissing String accountId,
        Measure measure,
        List<String> territories,
        long issuedAt,
        long deadline,
        String reasonCode,
        String verdictId,
        String workId,
        @MayBeMissing Integer attempt) {
    /** As it is given first. */
    public EnforcementCommand(
            String commandId,
            String sessionId,
            String accountId,
            Measure measure,
            List<String> territories,
            long issuedAt,
            long deadline,
            String reasonCode,
            String verdictId,
            String workId) {
        this(
                commandId,
                sessionId,
                accountId,
                measure,
                territories,
                issuedAt,
                deadline,
                reasonCode,
                verdictId,
                workId,
                null);
    }

    /** The same command, given again. */
    public EnforcementCommand repeated(int asAttempt, long newDeadline) {
        return new EnforcementCommand(
                commandId,
                sessionId,
                accountId,
                measure,
                territories,
                issuedAt,
                newDeadline,
                reasonCode,
                verdictId,
                workId,
                asAttempt);
    }
}
