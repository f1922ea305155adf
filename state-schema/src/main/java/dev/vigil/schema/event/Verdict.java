package dev.vigil.schema.event;

import java.util.List;

/**
 * What was decided about a session. Revisions share the {@code verdictId}; the last one counts.
 *
 * @param action the most restrictive of all decisions
 * @param firstInfringingCaptureTime capture time of the first matching sample (UTC epoch ms)
 * @param detectionLatencyMs from that sample to the first revision of the verdict
 * @param serviceTerritories where the session is shown; with the other fields of its context, what
 *     it takes to judge it again
 * @param shadow what would be decided with the entries and policies that are only tried, where that
 *     differs; nothing of it is ever carried out
 */
public record Verdict(
        String verdictId,
        long revision,
        VerdictState state,
        String sessionId,
        @MayBeMissing SessionKind sessionKind,
        @MayBeMissing String accountId,
        @MayBeMissing String channelId,
        @MayBeMissing String title,
        Action action,
        String reasonCode,
        String ruleVersion,
        List<Decision> decisions,
        List<Evidence> evidence,
        long firstInfringingCaptureTime,
        long judgedAt,
        long detectionLatencyMs,
        @MayBeMissing String organisationId,
        @MayBeMissing List<String> serviceTerritories,
        @MayBeMissing List<Decision> shadow) {}
