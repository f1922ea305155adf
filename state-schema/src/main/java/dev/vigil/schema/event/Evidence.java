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
 * @param usedMs how much of the work the account has shown in the rolling window, this match
 *     included; null where neither the work's register nor an authorization of theirs has a limit
 * @param standing whether it may block without a person; null where nobody has looked yet
 * @param receivedAt when the broker received the last matching sound (UTC epoch ms): by this, and
 *     not by the platform's clock, sound counts as late
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
        boolean open,
        @MayBeMissing Long usedMs,
        @MayBeMissing EvidenceStanding standing,
        @MayBeMissing Long receivedAt) {
    /** Evidence as it was heard, before the rights of its work are known. */
    public Evidence(
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
            boolean open) {
        this(
                matchId,
                workId,
                referenceId,
                queryStartMs,
                queryEndMs,
                refStartMs,
                refEndMs,
                score,
                tempo,
                pitchSemitones,
                heardMs,
                captureStart,
                captureEnd,
                open,
                null,
                null,
                null);
    }

    /** The same evidence, received by the broker. */
    public Evidence received(long atMs) {
        return new Evidence(
                matchId,
                workId,
                referenceId,
                queryStartMs,
                queryEndMs,
                refStartMs,
                refEndMs,
                score,
                tempo,
                pitchSemitones,
                heardMs,
                captureStart,
                captureEnd,
                open,
                usedMs,
                standing,
                atMs);
    }

    /** Length of the matched stretch of the session. */
    public long matchedMs() {
        return queryEndMs - queryStartMs;
    }

    /** The same evidence as it would stand if something blocked it. */
    public Evidence ifCounted() {
        return standing == EvidenceStanding.UNCOUNTED
                ? weighed(usedMs, EvidenceStanding.COUNTED)
                : this;
    }

    /** The same evidence, weighed. */
    public Evidence weighed(Long used, EvidenceStanding as) {
        return new Evidence(
                matchId,
                workId,
                referenceId,
                queryStartMs,
                queryEndMs,
                refStartMs,
                refEndMs,
                score,
                tempo,
                pitchSemitones,
                heardMs,
                captureStart,
                captureEnd,
                open,
                used,
                as,
                receivedAt);
    }
}
