package dev.vigil.match;

/**
 * Where a query is known to be from, in an evaluation.
 *
 * @param reference ordinal in the index
 * @param offsetFrames reference frame at query frame 0
 * @param tempo reference frames that pass in one query frame
 */
public record TruePlace(int reference, double offsetFrames, double tempo) {
    /** The reference frame at a frame of the query. */
    double refAt(double queryFrame) {
        return offsetFrames + tempo * queryFrame;
    }
}
