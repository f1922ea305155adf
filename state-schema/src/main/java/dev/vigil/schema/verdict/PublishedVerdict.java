package dev.vigil.schema.verdict;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The content of the last revision of a verdict.
 *
 * @param evidenceMs matched audio so far, of matches that have left the session too
 * @param firstCaptureTime capture time of the first matching sample (UTC epoch ms)
 * @param detectionLatencyMs from that sample to the first revision
 * @param shadow decisions that were only tried; null or empty for none
 * @param groundWorks works that each keep the session from its audience, strictest first; null or
 *     empty for none
 * @param toldHash hash of the user's last statement; null where no measure with a statement is in
 *     force
 */
@InState
@RecordBuilder
public record PublishedVerdict(
        long revision,
        VerdictState state,
        List<Decision> decisions,
        long evidenceMs,
        long firstCaptureTime,
        long detectionLatencyMs,
        List<Decision> shadow,
        List<String> groundWorks,
        Integer toldHash)
        implements PublishedVerdictBuilder.With {
    /** Empty where nothing keeps the session from its audience. */
    public List<String> grounds() {
        return groundWorks == null ? List.of() : groundWorks;
    }
}
