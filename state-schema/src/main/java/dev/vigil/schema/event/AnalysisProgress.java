package dev.vigil.schema.event;

import java.util.List;

/**
 * How far a live stream is analysed: {@code screened.progress}, every 30 s of stream and at its
 * end; the last record of a session counts.
 *
 * @param accountId null where no {@code started} was seen
 * @param analysedToMs position in the session up to which it was searched
 * @param capturedTo capture time of that position (UTC epoch ms)
 * @param ended whether the session ended there
 * @param missing what the analysis lacks so far, as known at the end; empty before
 * @param profile the fingerprint that was compared, as {@code audio/1}
 * @param referenceHours hours of references that were searched
 */
public record AnalysisProgress(
        String sessionId,
        @MayBeMissing String accountId,
        long analysedToMs,
        long capturedTo,
        boolean ended,
        List<MissingPart> missing,
        String profile,
        double referenceHours) {
    public AnalysisProgress {
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
