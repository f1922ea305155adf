package dev.vigil.match.video;

import java.util.Arrays;

/** Runs that a shelf has of some keys. Scratch memory of one thread. */
final class FoundRuns {
    /** A third, and those that differ from it in one bit. */
    private static final int MOST_KEYS = 1 + RunShelf.THIRD_BITS;

    final int[] keys = new int[MOST_KEYS];

    /** Where the runs of each key are in the shelf's order. */
    final int[] from = new int[MOST_KEYS];

    final int[] to = new int[MOST_KEYS];

    int keyCount;

    /** Numbers of runs. */
    int[] runs = new int[1 << 10];

    int count;

    /**
     * Begins a look-up.
     *
     * @param near whether keys that differ in one bit are meant too
     */
    void keys(int key, boolean near) {
        keyCount = 0;
        keys[keyCount++] = key;
        for (int bit = 0; near && bit < RunShelf.THIRD_BITS; bit++) {
            keys[keyCount++] = key ^ 1 << bit;
        }
    }

    void makeRoom(int most) {
        if (runs.length < most) {
            runs = Arrays.copyOf(runs, Math.max(most, 2 * runs.length));
        }
    }
}
