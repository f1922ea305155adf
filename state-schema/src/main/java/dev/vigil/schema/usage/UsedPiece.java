package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;

/**
 * A stretch of a session that was a work, once, and what it was shown under.
 *
 * @param fromMs from the session's first sample
 * @param capturedAt capture of its first sample (UTC epoch ms)
 * @param upload true where all of it was captured at that one moment
 * @param under number of its {@link UsedUnder} in the session
 */
@InState
public record UsedPiece(long fromMs, long toMs, long capturedAt, boolean upload, int under) {
    public long lengthMs() {
        return toMs - fromMs;
    }

    /** Capture of the first sample behind it. */
    public long capturedTo() {
        return upload ? capturedAt : capturedAt + lengthMs();
    }

    /** A part of it, by positions in the session. */
    public UsedPiece part(long startMs, long endMs) {
        long at = upload ? capturedAt : capturedAt + startMs - fromMs;
        return new UsedPiece(startMs, endMs, at, upload, under);
    }

    /** The same piece, longer. */
    public UsedPiece to(long endMs) {
        return new UsedPiece(fromMs, endMs, capturedAt, upload, under);
    }

    /** The same piece where its {@link UsedUnder} has another number. */
    public UsedPiece numbered(int number) {
        return new UsedPiece(fromMs, toMs, capturedAt, upload, number);
    }
}
