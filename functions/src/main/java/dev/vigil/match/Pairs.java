package dev.vigil.match;

import dev.vigil.audio.Peak;
import java.util.Arrays;

/**
 * Pairs of peaks as they are, at the recording's own tempo and pitch: where a room or a voice has
 * left one peak in five, hardly a triple is whole, but many pairs are.
 *
 * <p>A pair belongs to the peaks in which its second is new, as a triple to its last. Its key: the
 * first frequency in steps of half a band, the time between both in steps of two frames, the
 * interval in steps of a band. Intervals are last, so that all that is near one is one run of keys.
 * Under it, as under a triple's, when it is and where each of these fell within its step. Keys of
 * pairs are behind those of triples.
 *
 * <p>Pairs of neighbouring peaks: A. Wang, "An industrial-strength audio search algorithm", ISMIR
 * 2003.
 */
final class Pairs {
    /** Followers of a peak that are paired in the index. */
    static final int REFERENCE_FOLLOWERS = 3;

    /** And of a query, which has peaks of other sound between them. */
    static final int QUERY_FOLLOWERS = 10;

    private static final int FREQUENCY_SHIFT = 3;
    private static final int FREQUENCIES = 4096 >> FREQUENCY_SHIFT;
    private static final int GAP_SHIFT = 7;

    /** Of a gap in the short under a key: 1/16 frame. */
    private static final int GAP_PART_SHIFT = 2;

    private static final int HALF_GAP_PART = 1 << GAP_PART_SHIFT - 1;
    private static final int INTERVAL_SHIFT = 4;

    /** Within an octave. */
    private static final int LARGEST_INTERVAL = 48 * Peak.PER_BAND;

    /** A held tone is everywhere. */
    private static final int LEAST_INTERVAL = Peak.PER_BAND / 2;

    private static final int INTERVALS = 2 * LARGEST_INTERVAL >> INTERVAL_SHIFT;

    /** From one frame to before 16. */
    private static final int LEAST_GAP = Peak.PER_FRAME;

    static final int LARGEST_GAP = 16 * Peak.PER_FRAME;
    private static final int GAPS = LARGEST_GAP >> GAP_SHIFT;

    static final int KEYS = FREQUENCIES * GAPS * INTERVALS;

    /** By which a frequency may differ: half a band. */
    private static final int FREQUENCY_TOLERANCE = 8;

    /** An interval, of two frequencies: 5/8 band. */
    private static final int INTERVAL_TOLERANCE = 10;

    /** 1.2 frames. */
    private static final int GAP_TOLERANCE = 77;

    private Pairs() {}

    /** Receives the positions of both peaks, in order of time. */
    @FunctionalInterface
    interface Sink {
        void pair(int first, int second);
    }

    /** Gives all pairs of {@code peaks[0..count)} whose second is at {@code firstNew} or later. */
    static void each(long[] peaks, int count, int firstNew, int followers, Sink sink) {
        for (int a = firstOf(peaks, count, firstNew); a < count; a++) {
            long time = Peak.time(peaks[a]);
            int frequency = Peak.frequency(peaks[a]);
            int n = 0;
            for (int b = a + 1; b < count && n < followers; b++) {
                long gap = Peak.time(peaks[b]) - time;
                if (gap >= LARGEST_GAP) {
                    break;
                }
                int interval = Math.abs(Peak.frequency(peaks[b]) - frequency);
                if (gap < LEAST_GAP || interval < LEAST_INTERVAL || interval >= LARGEST_INTERVAL) {
                    continue;
                }
                n++;
                if (b >= firstNew) {
                    sink.pair(a, b);
                }
            }
        }
    }

    private static int firstOf(long[] peaks, int count, int firstNew) {
        if (firstNew >= count) {
            return count;
        }
        int a = firstNew;
        long earliest = Peak.time(peaks[firstNew]) - LARGEST_GAP;
        while (a > 0 && Peak.time(peaks[a - 1]) > earliest) {
            a--;
        }
        return a;
    }

    private static int interval(long first, long second) {
        return Peak.frequency(second) - Peak.frequency(first) + LARGEST_INTERVAL;
    }

    private static int gap(long first, long second) {
        return (int) (Peak.time(second) - Peak.time(first));
    }

    private static int key(int frequency, int gap, int interval) {
        return Posting.TRIPLE_KEYS + (frequency * GAPS + gap) * INTERVALS + interval;
    }

    static int keyOf(long first, long second) {
        return key(
                Peak.frequency(first) >> FREQUENCY_SHIFT,
                gap(first, second) >> GAP_SHIFT,
                interval(first, second) >> INTERVAL_SHIFT);
    }

    /**
     * The short of a pair: where its frequency (3 bits) and its gap (5, 1/16 frame) are within
     * their steps, and the lower 6 bits of the interval, which tell it apart within a run of keys.
     */
    static short detail(long first, long second) {
        int frequency = Peak.frequency(first) & (1 << FREQUENCY_SHIFT) - 1;
        int gap = (gap(first, second) & (1 << GAP_SHIFT) - 1) >> GAP_PART_SHIFT;
        return (short) (frequency << 11 | (interval(first, second) & 63) << 5 | gap);
    }

    /** 1 where a pair under a key is near enough to one of a query, by its short, else 0. */
    static int accepts(int bounds, int detail) {
        int f = (detail >> 11 & 7) + FREQUENCY_TOLERANCE - (bounds >> 18) + FREQUENCY_TOLERANCE;
        int i = ((detail >> 5) - (bounds >> 12) << 26 >> 26) + INTERVAL_TOLERANCE;
        int g =
                ((detail & 31) << GAP_PART_SHIFT)
                        - (bounds & 4095)
                        + 2 * GAP_TOLERANCE
                        + (1 << GAP_SHIFT);
        int outside =
                f
                        | 2 * FREQUENCY_TOLERANCE - f
                        | i
                        | 2 * INTERVAL_TOLERANCE - i
                        | g
                        | 2 * GAP_TOLERANCE - g;
        return ~outside >>> 31;
    }

    /** Runs of keys under which there are pairs near those of a query, in flat arrays. */
    static final class Runs {
        int count;
        int[] from = new int[1024];
        int[] to = new int[1024];

        /** Position of the first peak of the pair. */
        int[] peak = new int[1024];

        private int[] frequency = new int[1024];
        private int[] interval = new int[1024];
        private int[] gap = new int[1024];

        /** Fills in those of all pairs from a position on. */
        void fill(long[] peaks, int first) {
            count = 0;
            each(
                    peaks,
                    peaks.length,
                    first,
                    QUERY_FOLLOWERS,
                    (a, b) -> {
                        if (a >= first) {
                            add(peaks, a, b);
                        }
                    });
        }

        private void add(long[] peaks, int a, int b) {
            int f = Peak.frequency(peaks[a]);
            int g = gap(peaks[a], peaks[b]);
            int i = interval(peaks[a], peaks[b]);
            int low = step(i - INTERVAL_TOLERANCE, INTERVAL_SHIFT, INTERVALS);
            int high = step(i + INTERVAL_TOLERANCE, INTERVAL_SHIFT, INTERVALS);
            int lastFrequency = step(f + FREQUENCY_TOLERANCE, FREQUENCY_SHIFT, FREQUENCIES);
            int lastGap = step(g + GAP_TOLERANCE, GAP_SHIFT, GAPS);
            int kf = step(f - FREQUENCY_TOLERANCE, FREQUENCY_SHIFT, FREQUENCIES);
            for (; kf <= lastFrequency; kf++) {
                for (int kg = step(g - GAP_TOLERANCE, GAP_SHIFT, GAPS); kg <= lastGap; kg++) {
                    if (count == from.length) {
                        grow();
                    }
                    from[count] = key(kf, kg, low);
                    to[count] = key(kf, kg, high);
                    peak[count] = a;
                    frequency[count] = f - (kf << FREQUENCY_SHIFT);
                    interval[count] = i;
                    gap[count++] = g - (kg << GAP_SHIFT) - HALF_GAP_PART;
                }
            }
        }

        private static int step(int value, int shift, int steps) {
            return Math.max(0, Math.min(steps - 1, value >> shift));
        }

        /** What is near enough under the keys of a run, for {@link #accepts}. */
        int bounds(int run) {
            return frequency[run] + FREQUENCY_TOLERANCE << 18
                    | (interval[run] & 63) << 12
                    | gap[run] + GAP_TOLERANCE + (1 << GAP_SHIFT);
        }

        private void grow() {
            int size = 2 * count;
            from = Arrays.copyOf(from, size);
            to = Arrays.copyOf(to, size);
            peak = Arrays.copyOf(peak, size);
            frequency = Arrays.copyOf(frequency, size);
            interval = Arrays.copyOf(interval, size);
            gap = Arrays.copyOf(gap, size);
        }
    }
}
