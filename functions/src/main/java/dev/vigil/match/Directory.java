package dev.vigil.match;

/**
 * Where the postings of each key begin: a bit for each key, ranks to count the bits, and a start
 * for each key that has postings, 16 bits behind that of its block of keys.
 *
 * <p>The bits of all keys (1.8 MB with their ranks) stay in the processor's cache, so asking for a
 * key without postings costs next to nothing however large the segment is, and a small segment has
 * a small directory.
 */
final class Directory {
    private static final int WORDS = Posting.KEYS / 64 + 1;

    /** Keys in a block, as a shift; fewer where a block would hold more than 16 bits can count. */
    private static final int BLOCK_SHIFT = 4;

    private final long[] bits = new long[WORDS];
    private final int[] ranks = new int[WORDS];
    private int keys;

    /** Counts, then starts, until all postings are in. */
    private int[] filling = new int[0];

    private int[] blockStarts = new int[0];
    private char[] within = new char[0];
    private int blockShift = BLOCK_SHIFT;

    /** Marks a key that has postings. */
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
        keys = rank;
        filling = new int[rank + 2];
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
        return at & has | keys & ~has;
    }

    /** The place of a key, or of the next one that has postings. */
    int place(int key) {
        int w = key >>> 6;
        return ranks[w] + Long.bitCount(bits[w] & (1L << key) - 1);
    }

    /** Counts postings of the key at a place. */
    void count(int at, int postings) {
        filling[at + 2] += postings;
    }

    /**
     * Counts to starts, one place ahead until all postings are in.
     *
     * @return the mean number of triples under the key of a triple
     */
    double accumulate() {
        int triples = place(Posting.TRIPLE_KEYS);
        double squares = 0;
        for (int i = 2; i < filling.length; i++) {
            squares += i - 2 < triples ? (double) filling[i] * filling[i] : 0;
            filling[i] += filling[i - 1];
        }
        return triples == 0 ? 0 : squares / filling[triples + 1];
    }

    /** Postings that were counted, from {@link #accumulate} on until all are in. */
    int counted() {
        return filling[keys + 1];
    }

    /** Gives the next posting of the key at a place its room. */
    int next(int at) {
        return filling[at + 1]++;
    }

    /** All postings are in: asking may begin. */
    void close() {
        while (!fits(blockShift)) {
            blockShift--;
        }
        blockStarts = new int[(filling.length - 1 >> blockShift) + 1];
        within = new char[filling.length];
        for (int i = 0; i < filling.length; i++) {
            int block = i >> blockShift;
            blockStarts[block] = filling[block << blockShift];
            within[i] = (char) (filling[i] - blockStarts[block]);
        }
        filling = new int[0];
    }

    private boolean fits(int shift) {
        for (int i = 0; i < filling.length; i++) {
            if (filling[i] - filling[i >> shift << shift] > Character.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    int start(int at) {
        return blockStarts[at >> blockShift] + within[at];
    }

    int end(int at) {
        return start(at + 1);
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
        return (long) WORDS * (Long.BYTES + Integer.BYTES)
                + (long) Integer.BYTES * blockStarts.length
                + (long) Character.BYTES * within.length;
    }
}
