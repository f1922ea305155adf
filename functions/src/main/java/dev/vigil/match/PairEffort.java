package dev.vigil.match;

/**
 * How hard pairs are tried where triples find too little.
 *
 * @param mostRead postings that are read in a segment, at most; 0 to ask for none
 * @param oneIn of those of a segment one in this many is read, the rarest
 * @param places that are looked at, at most, those with the most evidence of votes
 * @param promising of them that are verified, at most
 */
record PairEffort(int mostRead, int oneIn, int places, int promising) {
    static final PairEffort NONE = new PairEffort(0, 1, 0, 0);

    /** Postings of a segment of which all are read: what 5 h of music have. */
    private static final int ALWAYS_READ = 1 << 17;

    /** Of so many postings, how many are read. */
    long share(long postings) {
        return Math.min(mostRead, Math.max(ALWAYS_READ, postings / oneIn));
    }

    PairEffort withPlaces(int most) {
        return new PairEffort(mostRead, oneIn, most, promising);
    }
}
