package dev.vigil.match;

/**
 * Where the postings of each key begin: a bit for each key, ranks to count the bits, and a start
 * for each key that has postings.
 *
 * <p>The bits of all keys (1.7 MB with their ranks) stay in the processor's cache, so asking for a
 * key without postings costs next to nothing however large the segment is, and a small segment has
 * a small directory.
 */
final class Directory {
    private static final int WORDS = (Posting.KEYS + 63) / 64;

    private final long[] bits = new long[WORDS];
    private final int[] ranks = new int[WORDS];
    private int[] starts = new int[0];

    /** Says that a key has postings. */
    void mark(int key) {
        bits[key >>> 6] |= 1L << key;
    }

    /** Marks all keys that have postings in another one, which may have lost some in a merge. */
    void mark(Directory other) {
        other.each(
                (key, at) -> {
                    if (other.start(at) < other.end(at)) {
                        mark(key);
                    }
                });
    }

    /** Ends marking; counting may begin. */
    void rank() {
        int rank = 0;
        for (int w = 0; w < WORDS; w++) {
            ranks[w] = rank;
            rank += Long.bitCount(bits[w]);
        }
        starts = new int[rank + 2];
    }

    /** The place of a key among those with postings, -1 if it has none. */
    int at(int key) {
        int w = key >>> 6;
        long word = bits[w];
        long bit = 1L << key;
        return (word & bit) == 0 ? -1 : ranks[w] + Long.bitCount(word & bit - 1);
    }

    /** As {@link #at}, but a key without postings has the place behind all others, an empty one. */
    int bucket(int key) {
        int w = key >>> 6;
        long word = bits[w];
        int has = -(int) (word >>> key & 1);
        int at = ranks[w] + Long.bitCount(word & (1L << key) - 1);
        return at & has | starts.length - 2 & ~has;
    }

    /** Counts postings of the key at a place. */
    void count(int at, int postings) {
        starts[at + 2] += postings;
    }

    /**
     * Counts to starts, one place ahead until all postings are in; returns the mean number of
     * postings under the key of a posting.
     */
    double accumulate() {
        double squares = 0;
        for (int i = 2; i < starts.length; i++) {
            squares += (double) starts[i] * starts[i];
            starts[i] += starts[i - 1];
        }
        return postings() == 0 ? 0 : squares / postings();
    }

    /** Gives the next posting of the key at a place its room. */
    int next(int at) {
        return starts[at + 1]++;
    }

    int start(int at) {
        return starts[at];
    }

    int end(int at) {
        return starts[at + 1];
    }

    int postings() {
        return starts[starts.length - 1];
    }

    /** Receives keys in order, each with its place. */
    @FunctionalInterface
    interface KeySink {
        void key(int key, int at);
    }

    /** Gives all keys with postings. */
    void each(KeySink sink) {
        int at = 0;
        for (int w = 0; w < WORDS; w++) {
            for (long left = bits[w]; left != 0; left &= left - 1) {
                sink.key(w << 6 | Long.numberOfTrailingZeros(left), at++);
            }
        }
    }

    long bytes() {
        return (long) WORDS * (Long.BYTES + Integer.BYTES) + (long) Integer.BYTES * starts.length;
    }
}
