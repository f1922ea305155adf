package dev.vigil.video;

import org.jtransforms.dct.FloatDCT_2D;

/**
 * The two-dimensional cosine transform of cells and the signs of its lowest frequencies. One
 * thread; 16 by 16 is far below what JTransforms would give to threads.
 */
final class Spectrum {
    /** Signs in a word. */
    static final int BITS = 64;

    private final int side;
    private final FloatDCT_2D transform;

    /**
     * Places of the frequencies of a word's bits, in zigzag order from the lowest on, without 0.
     */
    private final int[] places;

    private final long mirror;

    /**
     * @param side cells of a side, at least 12, so that there are as many frequencies as bits
     */
    Spectrum(int side) {
        this.side = side;
        this.transform = new FloatDCT_2D(side, side);
        this.places = zigzag(side);
        this.mirror = mirror(places, side);
    }

    /** The order of JPEG (ITU-T T.81, figure 5). */
    private static int[] zigzag(int side) {
        int[] order = new int[BITS];
        int count = 0;
        for (int diagonal = 1; count < BITS; diagonal++) {
            for (int i = 0; i <= diagonal && count < BITS; i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                order[count++] = row * side + diagonal - row;
            }
        }
        return order;
    }

    private static long mirror(int[] places, int side) {
        long mask = 0;
        for (int bit = 0; bit < BITS; bit++) {
            mask |= (long) (places[bit] % side & 1) << bit;
        }
        return mask;
    }

    /**
     * The bits of a word that are the other way round in a mirrored picture: those of odd
     * frequencies from left to right.
     */
    long mirrorMask() {
        return mirror;
    }

    /** Cells to frequencies, in place; orthonormal. */
    void transform(float[] cells) {
        transform.forward(cells, true);
    }

    /** Signs of the lowest frequencies, lowest first from bit 0 on; 1 where above 0. */
    long signs(float[] frequencies) {
        long signs = 0;
        for (int bit = 0; bit < BITS; bit++) {
            signs |= frequencies[places[bit]] > 0 ? 1L << bit : 0;
        }
        return signs;
    }

    /** The same of the difference of two. */
    long signs(float[] frequencies, float[] before) {
        long signs = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int place = places[bit];
            signs |= frequencies[place] > before[place] ? 1L << bit : 0;
        }
        return signs;
    }

    /** Standard deviation of the cells that these are the frequencies of (Parseval). */
    double deviation(float[] frequencies) {
        double sum = 0;
        for (int i = 1; i < frequencies.length; i++) {
            sum += (double) frequencies[i] * frequencies[i];
        }
        return Math.sqrt(sum) / side;
    }

    /** The same of their difference. */
    double deviation(float[] frequencies, float[] before) {
        double sum = 0;
        for (int i = 1; i < frequencies.length; i++) {
            double apart = frequencies[i] - before[i];
            sum += apart * apart;
        }
        return Math.sqrt(sum) / side;
    }
}
