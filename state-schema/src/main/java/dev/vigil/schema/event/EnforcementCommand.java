package dev.vigil.schema.event;

import java.util.List;

/**
 * What the platform is told to do with a session.
 *
 * @param territories where; empty means everywhere
 * @param deadline when the platform must have confirmed (UTC epoch ms)
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
        String workId) {}
