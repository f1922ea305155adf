package dev.vigil.match.video;

/**
 * A row of bits that knows how many are set before a place and where the n-th one is (rank and
 * select, Jacobson 1989). Immutable; 1.06 bits for each bit, and half a bit for each that is set.
 */
final class CountedBits {
    /** Set ones of which the first one's block is known, as a shift. */
    private static final int SAMPLE_SHIFT = 6;

    /** Longs that are counted together, as a shift. */
    private static final int BLOCK_SHIFT = 3;

    private final long[] bits;

    /** How many are set before each block, and in all. */
    private final int[] before;

    /** The block of every 64th set one, then the last block. */
    private final int[] samples;

    /**
     * @param bits in order, the lowest of a long first; not changed any more
     */
    CountedBits(long[] bits) {
        this.bits = bits;
        this.before = new int[(bits.length - 1 >> BLOCK_SHIFT) + 2];
        int sum = 0;
        for (int i = 0; i < bits.length; i++) {
            sum += Long.bitCount(bits[i]);
            before[(i >> BLOCK_SHIFT) + 1] = sum;
        }
        samples = samples();
    }

    private int[] samples() {
        int[] blocks = new int[(count() >> SAMPLE_SHIFT) + 2];
        int block = 0;
        for (int i = 0; i < blocks.length; i++) {
            while (block < before.length - 2 && before[block + 1] <= i << SAMPLE_SHIFT) {
                block++;
            }
            blocks[i] = block;
        }
        return blocks;
    }

    /** Room for some bits, none of them set. */
    static long[] room(int bits) {
        return new long[(bits >> 6) + 1];
    }

    static void set(long[] bits, int at) {
        bits[at >> 6] |= 1L << at;
    }

    boolean get(int at) {
        return (bits[at >> 6] >>> at & 1) != 0;
    }

    /** How many are set. */
    int count() {
        return before[before.length - 1];
    }

    /** How many are set before a place. */
    int before(int at) {
        int last = at >> 6;
        int block = last >> BLOCK_SHIFT;
        int sum = before[block] + Long.bitCount(bits[last] & (1L << at) - 1);
        for (int i = block << BLOCK_SHIFT; i < last; i++) {
            sum += Long.bitCount(bits[i]);
        }
        return sum;
    }

    /** The place of a set one, counted from 0. */
    int place(int number) {
        int block = samples[number >> SAMPLE_SHIFT];
        for (int behind = samples[(number >> SAMPLE_SHIFT) + 1] + 1; behind - block > 1; ) {
            int middle = block + behind >>> 1;
            if (before[middle] <= number) {
                block = middle;
            } else {
                behind = middle;
            }
        }
        int at = block << BLOCK_SHIFT;
        int left = number - before[block];
        for (int some = Long.bitCount(bits[at]); some <= left; some = Long.bitCount(bits[at])) {
            left -= some;
            at++;
        }
        long rest = bits[at];
        for (; left > 0; left--) {
            rest &= rest - 1;
        }
        return (at << 6) + Long.numberOfTrailingZeros(rest);
    }

    /** Bytes held by arrays. */
    long bytes() {
        return 8L * bits.length + 4L * before.length + 4L * samples.length;
    }
}
