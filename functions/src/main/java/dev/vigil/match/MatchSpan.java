package dev.vigil.match;

import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;

/**
 * A match of a session with a reference: it opens once, is extended, closes once.
 *
 * @param phase {@link #OPENED}, {@link #EXTENDED} or {@link #CLOSED}
 * @param line identity of the match within its session
 * @param reference stable number of the reference
 * @param queryStartMs where the matched stretch begins in the session
 * @param queryEndMs where it ends, so far
 * @param refStartMs where it begins in the reference
 * @param refEndMs where it ends in the reference
 * @param tempo reference time that passes in query time
 * @param pitchOctaves reference pitch above the query's
 * @param evidence largest evidence so far, to be compared with {@code threshold}
 * @param threshold evidence that was asked for
 * @param openedMs session time at which the evidence sufficed
 * @param picture of a match of pictures; null of one of sound
 * @param otherSense the most that was found beside it of the other of sound and pictures
 * @param onlyWith what it opened by, where its own evidence does not suffice; null where it does
 * @param otherPlaces where else the reference has the same; null where it has it once
 */
public record MatchSpan(
        int phase,
        long line,
        long reference,
        long queryStartMs,
        long queryEndMs,
        long refStartMs,
        long refEndMs,
        double tempo,
        double pitchOctaves,
        double evidence,
        double threshold,
        long openedMs,
        PictureMatch picture,
        OtherSense otherSense,
        OtherSense onlyWith,
        OtherPlaces otherPlaces) {
    /** Of sound alone, at one place. */
    public MatchSpan(
            int phase,
            long line,
            long reference,
            long queryStartMs,
            long queryEndMs,
            long refStartMs,
            long refEndMs,
            double tempo,
            double pitchOctaves,
            double evidence,
            double threshold,
            long openedMs) {
        this(
                phase,
                line,
                reference,
                queryStartMs,
                queryEndMs,
                refStartMs,
                refEndMs,
                tempo,
                pitchOctaves,
                evidence,
                threshold,
                openedMs,
                null,
                null,
                null,
                null);
    }

    /** The evidence suffices for the first time. */
    public static final int OPENED = 1;

    /** The match goes on. */
    public static final int EXTENDED = 2;

    /** No support for 8 s, or the session ended. */
    public static final int CLOSED = 3;

    /** Length of the matched stretch of the session. */
    public long matchedMs() {
        return queryEndMs - queryStartMs;
    }
}
