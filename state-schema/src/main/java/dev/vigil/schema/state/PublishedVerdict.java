package dev.vigil.schema.state;

import dev.vigil.schema.event.Decision;
import dev.vigil.schema.event.VerdictState;
import java.util.List;

/**
 * What the last revision of a verdict said.
 *
 * @param evidenceMs matched audio in it
 * @param firstCaptureTime capture time of the first matching sample (UTC epoch ms)
 * @param detectionLatencyMs from that sample to the first revision
 * @param shadow decisions that were only tried; null or empty for none
 */
public record PublishedVerdict(
        long revision,
        VerdictState state,
        List<Decision> decisions,
        long evidenceMs,
        long firstCaptureTime,
        long detectionLatencyMs,
        List<Decision> shadow) {}
