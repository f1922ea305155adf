package dev.vigil.schema.media;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/**
 * How far a live stream is analysed: {@code screened.progress}, every 30 s of stream and at its
 * end; the last record of a session counts.
 */
@OnTopic
@InFlight
public record AnalysisProgress(
        @Described("The live stream, by the id that the platform gave it.") String sessionId,
        @Described("Whose stream it is. Missing where no 'started' arrived.") @MayBeMissing
                String accountId,
        @Described(
                        value =
                                "When the session began, as in its 'started'. It keeps two uses of"
                                        + " one id apart.",
                        unit = Unit.EPOCH_MS)
                long startAt,
        @Described(
                        value =
                                "Position in the session up to which it was searched, from its"
                                        + " first sample.",
                        unit = Unit.MS)
                long analysedToMs,
        @Described(value = "Capture time of that position.", unit = Unit.EPOCH_MS) long capturedTo,
        @Described("Whether the session ended there.") boolean ended,
        @Described("What the analysis lacks, as known at the end. Empty before.")
                List<MissingPart> missing,
        @Described("Profile of the fingerprint that was compared: modality and number.")
                String profile,
        @Described(value = "All references of that profile that were searched.", unit = Unit.HOURS)
                double referenceHours) {
    public AnalysisProgress {
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
