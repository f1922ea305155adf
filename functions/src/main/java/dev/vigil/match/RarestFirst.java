package dev.vigil.match;

import java.util.Arrays;

/**
 * Which keys of a question are read where to read all would take too long: those with the fewest
 * postings, which say most, up to a number of postings. So however large an index is, a question
 * costs what it costs in one of some hundred hours. Scratch memory of one worker.
 */
final class RarestFirst {
    /** A float's exponent and the first two bits behind it: four classes for each power of two. */
    private static final int CLASS_SHIFT = 21;

    private static final int ONE = Float.floatToRawIntBits(1);

    /** Postings by the class of the size of their key. */
    private final long[] postings = new long[4 * Integer.SIZE];

    void clear() {
        Arrays.fill(postings, 0);
    }

    /** Counts a key, or a run of keys, of so many postings. */
    void add(int size) {
        postings[Float.floatToRawIntBits(size + 1) - ONE >> CLASS_SHIFT] += size;
    }

    /** Postings of all that were counted. */
    long total() {
        return Arrays.stream(postings).sum();
    }

    /** The largest size of which all are read, where {@code most} postings are at most. */
    int largest(long most) {
        long read = 0;
        int classes = 0;
        while (classes < postings.length && read + postings[classes] <= most) {
            read += postings[classes++];
        }
        return classes == postings.length ? Integer.MAX_VALUE : below(classes);
    }

    /** The largest size in the class before one. */
    private static int below(int classes) {
        return (int) Math.ceil(Float.intBitsToFloat((classes << CLASS_SHIFT) + ONE)) - 2;
    }
}
