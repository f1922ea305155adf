package dev.vigil.schema.match;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A candidate: where a stretch of a query seems to run along a reference, {@code refFrame =
 * offsetFrames + tempo * queryFrame}.
 *
 * @param reference its number; an ordinal inside an index, a stable number outside
 * @param tempo reference frames that pass in one query frame
 * @param offsetFrames reference frame at query frame 0
 * @param pitchBands reference pitch above the query's, in bands of 1/48 octave
 * @param anchors distinct query peaks whose hashes agree on the line
 * @param matched query peaks that have a reference peak where the line predicts it
 * @param expected how many would have by chance, read off at wrong time shifts
 * @param evidence of the peaks, G = M ln(M/lambda) - (M - lambda), 0 unless M exceeds lambda, and
 *     twice that of the loud cells
 * @param queryFromFrame first matched frame of the query
 * @param queryToFrame last matched frame of the query
 * @param refFromFrame first matched frame of the reference
 * @param refToFrame last matched frame of the reference
 * @param picture of a line of pictures; null of one of sound
 */
@InState
@InFlight
@RecordBuilder
public record Line(
        long reference,
        double tempo,
        double offsetFrames,
        double pitchBands,
        int anchors,
        int matched,
        double expected,
        double evidence,
        double queryFromFrame,
        double queryToFrame,
        double refFromFrame,
        double refToFrame,
        PictureMatch picture)
        implements LineBuilder.With {

    /** Reference frame that the line puts at a query frame. */
    public double refAt(double queryFrame) {
        return offsetFrames + tempo * queryFrame;
    }
}
