package dev.vigil.schema.event;

import java.util.List;

/**
 * The one answer to an upload that ended: {@code screened}. It is final for what was known at
 * {@code ended}; what changes later is a revision of the verdict.
 *
 * @param screenedId the session's id with its start: the same after a replay
 * @param accountId null where no {@code started} was seen
 * @param result MATCHED also where the decision allows it
 * @param action the strictest decision on the session; null where there is no verdict
 * @param verdictIds of the verdicts on the session
 * @param matches how many stretches of the session matched a reference
 * @param missing what the analysis lacks; empty where it is complete
 * @param soundMs milliseconds of sound that were analysed
 * @param profile the fingerprint that was compared, as {@code audio/1}
 * @param referenceHours hours of references that the upload was held against
 * @param listAsOf publication time of the newest list record that was known (UTC epoch ms); null
 *     for an empty list
 * @param endedAt when the platform ended the session (UTC epoch ms)
 */
public record Screened(
        String screenedId,
        String sessionId,
        @MayBeMissing String accountId,
        ScreeningResult result,
        @MayBeMissing Action action,
        List<String> verdictIds,
        long matches,
        List<MissingPart> missing,
        long soundMs,
        String profile,
        double referenceHours,
        @MayBeMissing Long listAsOf,
        long endedAt) {
    public Screened {
        verdictIds = verdictIds == null ? List.of() : List.copyOf(verdictIds);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
