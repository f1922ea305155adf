package dev.vigil.desk.ask;

/**
 * That there is something to be looked at of a match; what it is, is in the record.
 *
 * @param startAt when the session started; 0 where that is not known
 * @param profile of the fingerprint, as {@code audio/1}
 * @param queryStartMs where the stretch begins in the session
 * @param queryEndMs where it ends
 * @param partition of the record on the topic {@code evidence}
 */
public record EvidenceRow(
        String evidenceId,
        long startAt,
        String workId,
        String referenceId,
        String profile,
        long queryStartMs,
        long queryEndMs,
        long partition,
        long offset) {}
