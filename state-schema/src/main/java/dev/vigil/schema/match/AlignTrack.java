package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Evidence that a session accumulates along one line of one reference; open once it sufficed.
 *
 * @param id identity of the line within its session, the same after any restart
 * @param reference stable number of the reference
 * @param tempo latest tempo
 * @param offsetFrames latest offset: reference frame at query frame 0
 * @param pitchBands latest pitch difference, in bands
 * @param queryFromFrame first matched frame of the query
 * @param queryToFrame last matched frame of the query
 * @param refFromFrame first matched frame of the reference
 * @param refToFrame last matched frame of the reference
 * @param evidence largest evidence so far
 * @param stored evidence of windows that ended before the latest began
 * @param latest evidence of the latest window that overlaps no stored one
 * @param latestToFrame end of that window
 * @param openedFrame query frame at which the line opened, -1 before
 * @param picture of a line of pictures; null of one of sound
 * @param otherSense the most that was found beside it of the other of sound and pictures; null for
 *     nothing
 * @param onlyWith what it opened by, where its own evidence does not suffice; null where it does
 */
@InState
@RecordBuilder
public record AlignTrack(
        long id,
        long reference,
        double tempo,
        double offsetFrames,
        double pitchBands,
        double queryFromFrame,
        double queryToFrame,
        double refFromFrame,
        double refToFrame,
        double evidence,
        double stored,
        double latest,
        double latestToFrame,
        double openedFrame,
        PictureMatch picture,
        OtherSense otherSense,
        OtherSense onlyWith)
        implements AlignTrackBuilder.With {

    /** Whether it was announced as a match. */
    public boolean isOpen() {
        return openedFrame >= 0;
    }
}
