package dev.vigil.schema.event;

/**
 * One match: this span of the session is that span of the reference.
 *
 * @param queryStartMs from the session's first sample
 * @param refStartMs from the reference's first sample
 * @param score G, the log-likelihood ratio of the aligned constellations
 * @param tempo reference seconds per session second
 * @param pitchSemitones of the session above the reference
 * @param heardMs audio from the first matching sample until the match was certain
 * @param captureStart when the first matching sample was captured (UTC epoch ms)
 */
public record Evidence(
        String matchId,
        String workId,
        String referenceId,
        long queryStartMs,
        long queryEndMs,
        long refStartMs,
        long refEndMs,
        double score,
        double tempo,
        double pitchSemitones,
        long heardMs,
        long captureStart,
        long captureEnd,
        boolean open) {}
