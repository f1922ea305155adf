package dev.vigil.match;

import dev.vigil.audio.Peak;

/**
 * Makes triples of peaks: an anchor with every pair of its first followers.
 *
 * <p>A triple belongs to the peaks in which its last peak is new, so a sequence that grows gives
 * each triple exactly once and without delay.
 */
final class Triples {
    /** Followers are at least 3 frames (70 ms) after their anchor. */
    static final int LEAST_GAP = 3 * Peak.PER_FRAME;

    /** And at most 45 frames (1.05 s). */
    static final int LARGEST_GAP = 45 * Peak.PER_FRAME;

    /** And within one octave of it. */
    static final int LARGEST_INTERVAL = 48 * Peak.PER_BAND;

    /** Below half a band on both intervals the three are one held tone, which is everywhere. */
    private static final int SAME_TONE = Peak.PER_BAND / 2;

    /** Receives the positions of the three peaks, in time order. */
    interface Sink {
        void triple(int anchor, int second, int third);
    }

    private Triples() {}

    /**
     * Gives all triples of {@code peaks[0..count)} whose last peak is at {@code firstNew} or later.
     */
    static void each(long[] peaks, int count, int firstNew, int followers, Sink sink) {
        int[] near = new int[followers];
        for (int a = firstAnchor(peaks, count, firstNew); a < count; a++) {
            long time = Peak.time(peaks[a]);
            int frequency = Peak.frequency(peaks[a]);
            int n = 0;
            for (int b = a + 1; b < count && n < followers; b++) {
                long gap = Peak.time(peaks[b]) - time;
                if (gap > LARGEST_GAP) {
                    break;
                }
                int interval = Peak.frequency(peaks[b]) - frequency;
                if (gap < LEAST_GAP || Math.abs(interval) > LARGEST_INTERVAL) {
                    continue;
                }
                if (b >= firstNew) {
                    pair(peaks, a, near, n, b, interval, sink);
                }
                near[n++] = b;
            }
        }
    }

    private static void pair(
            long[] peaks, int a, int[] near, int n, int b, int interval, Sink sink) {
        for (int k = 0; k < n; k++) {
            int other = Peak.frequency(peaks[near[k]]) - Peak.frequency(peaks[a]);
            if (Math.abs(interval) >= SAME_TONE || Math.abs(other) >= SAME_TONE) {
                sink.triple(a, near[k], b);
            }
        }
    }

    private static int firstAnchor(long[] peaks, int count, int firstNew) {
        if (firstNew >= count) {
            return count;
        }
        int a = firstNew;
        long earliest = Peak.time(peaks[firstNew]) - LARGEST_GAP;
        while (a > 0 && Peak.time(peaks[a - 1]) >= earliest) {
            a--;
        }
        return a;
    }
}
