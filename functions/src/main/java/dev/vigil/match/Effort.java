package dev.vigil.match;

/**
 * How hard a search tries; changes cost and recall, never a fingerprint.
 *
 * @param followers followers of an anchor that are paired on the query's side
 * @param probing share of the tolerances within which a neighbouring key is looked up too, 0 none
 * @param crowd buckets larger than this many mean bucket sizes are skipped
 * @param mostRead postings of a segment that are read, at most, rarer keys first
 * @param crowdedKeys crowded keys that are looked up all the same where nothing is found, at most
 * @param leastInCell hits that must agree before a cell is looked at
 * @param cells cells that are looked at, at most
 * @param leastAnchors anchors that must agree before a line is verified
 * @param verified lines that are verified, at most
 * @param pairs what is asked of pairs where triples find too little
 * @param late whether the end of the window is weighed alone too, for streams in which a work has
 *     just begun; a loop that two works share is more prominent then
 * @param all whether it goes on where enough was found, for what else is there
 */
record Effort(
        int followers,
        double probing,
        double crowd,
        int mostRead,
        int crowdedKeys,
        int leastInCell,
        int cells,
        int leastAnchors,
        int verified,
        PairEffort pairs,
        boolean late,
        boolean all) {

    /** Followers of an anchor that are paired in the index. */
    static final int REFERENCE_FOLLOWERS = 2;

    /** No bucket smaller than this is skipped. */
    static final int ALWAYS_READ = 24;

    /** How many times its mean a bucket beside the main segment may be larger than one in it. */
    private static final int BESIDE = 4;

    static final Effort SCREEN =
            new Effort(6, 0, 0.5, 1 << 14, 48, 3, 24, 3, 12, PairEffort.NONE, true, false);

    /** With pairs, for which a few packets of a stream are screened. */
    static final Effort SCREEN_PAIRS = SCREEN.with(new PairEffort(1 << 18, 6, 16, 8), true, false);

    /**
     * Of pairs the rarest sixth is read, as each search of a live stream has a cost to keep; of
     * uploads a quarter, which finds more now that more places are looked at (ADR 46); of either no
     * more than two million in a segment, a sixth of what 480 h have.
     */
    static final Effort THOROUGH =
            new Effort(
                    6,
                    0.6,
                    0.7,
                    1 << 19,
                    192,
                    3,
                    96,
                    3,
                    24,
                    new PairEffort(1 << 21, 6, 48, 16),
                    true,
                    false);

    /**
     * Of what lies there whole, so that nothing in it has just begun: an upload, or a new
     * recording. It is asked for once, so a work under a stronger one is looked for too.
     */
    static final Effort UPLOAD = THOROUGH.with(new PairEffort(1 << 21, 4, 96, 16), false, true);

    /**
     * At the end of a live stream, or of what silence divides it into: what is not found now is
     * never found, beside what is strong too. Half of the pairs are read, up to what 320 h have.
     */
    static final Effort LAST = THOROUGH.with(new PairEffort(1 << 22, 2, 192, 32), true, true);

    private Effort with(PairEffort other, boolean isLate, boolean ofAll) {
        return new Effort(
                followers,
                probing,
                crowd,
                mostRead,
                crowdedKeys,
                leastInCell,
                cells,
                leastAnchors,
                verified,
                other,
                isLate,
                ofAll);
    }

    /** Whether it is the cheap tier. */
    boolean isScreen() {
        return this == SCREEN || this == SCREEN_PAIRS;
    }

    /** The largest bucket of the main segment that is read; a larger key is read nowhere. */
    int largestBucket(IndexSegment main) {
        return Math.max(ALWAYS_READ, (int) (crowd * main.crowd()));
    }

    /**
     * The largest bucket that is read in another one. Its crowds are those of a few references, so
     * this only stops what would take long.
     */
    int largestBeside(IndexSegment other) {
        return Math.max(ALWAYS_READ, (int) (BESIDE * crowd * other.crowd()));
    }
}
