package dev.vigil.match;

import dev.vigil.schema.match.Line;

/**
 * How far one question to the index got at the place that is known to be right: by triples, and by
 * pairs where they were asked for.
 *
 * @param peaks of the query
 * @param line what verification finds there, started from the place itself: the most that any
 *     search could find
 * @param hits postings that were accepted and lie on that line
 * @param anchors distinct peaks of the query among them
 * @param leastAnchors that a candidate needs
 * @param rank of the place among the candidates, 1 for the first, 0 where it is none
 * @param candidates all of them
 * @param verified how many of the first are verified, at most
 * @param pairs what they say of the place
 * @param given evidence of the line that the search gave there, 0 where it gave none
 */
public record Explanation(
        int peaks,
        Line line,
        int hits,
        int anchors,
        int leastAnchors,
        int rank,
        int candidates,
        int verified,
        Votes pairs,
        double given) {

    /**
     * What pairs say of the place.
     *
     * @param count those that were read and lie on the line
     * @param rank of the place among their places, 1 for the first, 0 where it is none
     * @param places all of them
     * @param looked how many of the first are looked at, at most
     * @param promise evidence of the place at that look, 0 where it was not looked at
     * @param verified whether that was enough for it to be verified
     */
    public record Votes(
            int count, int rank, int places, int looked, double promise, boolean verified) {
        /** Of a question that triples answered, or of one that does without pairs. */
        static final Votes NONE = new Votes(0, 0, 0, 0, 0, false);

        /** Whether the place is one that a search looks at. */
        boolean isLookedAt() {
            return isPlace() && rank <= looked;
        }

        Votes looked(double itsPromise, boolean isVerified) {
            return new Votes(count, rank, places, looked, itsPromise, isVerified);
        }

        private boolean isPlace() {
            return rank > 0;
        }
    }

    /** Where a query that is not found was lost. The first that applies. */
    public enum Loss {
        /** Its peaks agree too little with those of the reference: no search would do. */
        EVIDENCE,
        /** Of its triples too few were found in the reference at this place, of its pairs too. */
        KEYS,
        /** Enough of either, but no line was verified there, or not well enough. */
        CANDIDATES,
        /** The line was found, and another one was preferred to it. */
        JUDGEMENT
    }

    /** Evidence of peaks at the place. */
    public double ofPeaks() {
        return Verifier.evidence(line.matched(), line.expected());
    }

    /** Evidence at the place: of peaks alone where it is too little to ask the loud cells. */
    public double evidence() {
        return ofPeaks() < Verifier.LEAST_PEAK_EVIDENCE ? ofPeaks() : line.evidence();
    }

    /** Evidence at the place that the search found or could have found. */
    public double most() {
        return Math.max(evidence(), given);
    }

    /**
     * Where the query was lost.
     *
     * @param threshold evidence that makes a match
     */
    public Loss loss(double threshold) {
        if (most() < threshold) {
            return Loss.EVIDENCE;
        }
        if (given >= threshold) {
            return Loss.JUDGEMENT;
        }
        return anchors < leastAnchors && !pairs.isPlace() ? Loss.KEYS : Loss.CANDIDATES;
    }
}
