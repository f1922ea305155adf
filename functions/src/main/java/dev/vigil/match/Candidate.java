package dev.vigil.match;

/**
 * A line that hits agree on, not verified yet.
 *
 * @param reference ordinal in the index
 * @param tempo reference frames per query frame
 * @param centre query frame around which the hits are
 * @param refAtCentre reference frame there
 * @param pitch reference above query, in 1/16 band
 * @param anchors distinct query peaks among the hits that agree; of pairs, the votes for the place
 */
record Candidate(
        int reference, double tempo, double centre, double refAtCentre, double pitch, int anchors) {

    /** Whether both would be verified to the same line. */
    boolean isNear(Candidate other) {
        double there = refAtCentre + tempo * (other.centre - centre);
        return reference == other.reference
                && Math.abs(there - other.refAtCentre) < 8
                && Math.abs(pitch - other.pitch) < 24
                && Math.abs(tempo - other.tempo) < 0.03;
    }
}
