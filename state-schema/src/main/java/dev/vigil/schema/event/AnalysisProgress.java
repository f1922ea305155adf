package dev.vigil.schema.event;

import java.util.List;

/**
 * How far a live stream is analysed: {@code screened.progress}, every 30 s of stream and at its
 * end; the last record of a session counts.
 */
public record AnalysisProgress(
        @Described("The live stream.") String sessionId,
        @Described("Who shows it.") @MayBeMissing String accountId,
        @Described(
                        "When the session began, as its 'started' says (UTC epoch ms): an id may be"
                                + " used again.")
                long startAt,
        @Described("Position in the session up to which it was searched (ms).") long analysedToMs,
        @Described("Capture time of that position (UTC epoch ms).") long capturedTo,
        @Described("Whether the session ended there.") boolean ended,
        @Described("What the analysis lacks, as known at the end; empty before.")
                List<MissingPart> missing,
        @Described("Fingerprint that was compared, as audio/1.") String profile,
        @Described("References that were searched (hours of sound).") double referenceHours) {
    public AnalysisProgress {
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
