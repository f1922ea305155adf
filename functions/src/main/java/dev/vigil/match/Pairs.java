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
    private static final int FREQUENCY_PARTS = 1 << FREQUENCY_SHIFT;
    private static final int INTERVAL_PARTS = 64;
    private static final int GAP_PARTS = 1 << GAP_SHIFT - GAP_PART_SHIFT;

    /** The bits above frequency, interval and gap in a short. */
    private static final int ABOVE = packed(FREQUENCY_PARTS, INTERVAL_PARTS, GAP_PARTS);

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
     * their steps, and between them the lower 6 bits of the interval, which tell it apart within a
     * run of keys. Above each there is a bit that is 0, see {@link #accepts}.
     */
    static short detail(long first, long second) {
        int frequency = Peak.frequency(first) & FREQUENCY_PARTS - 1;
        int gap = (gap(first, second) & (1 << GAP_SHIFT) - 1) >> GAP_PART_SHIFT;
        return (short) packed(frequency, interval(first, second) & INTERVAL_PARTS - 1, gap);
    }

    private static int packed(int frequency, int interval, int gap) {
        return gap << 11 | interval << 4 | frequency;
    }

    /**
     * 1 where a pair under a key is near enough to one of a query, by its short, else 0. All three
     * at once: the bits above them keep a difference from borrowing of the next, and stay where it
     * is not too large. Differences are of the bits that there are: the interval's go round.
     *
     * @param least that are near enough
     * @param range from the least to the most, with the bits above
     */
    static int accepts(int least, int range, int detail) {
        int above = (detail & 0xFFFF | ABOVE) - least & ~ABOVE;
        return (range - above & ABOVE ^ ABOVE) - 1 >>> 31;
    }

    /**
     * Runs of keys under which there are pairs near those of a query, in flat arrays, in the order
     * of their keys: what is read then lies one behind the other.
     */
    static final class Runs {
        int count;

        /** The first key of each, and its place in the arrays, 32 bits each. */
        private long[] order = new long[1024];

        private int[] to = new int[1024];
        private int[] peak = new int[1024];
        private int[] least = new int[1024];
        private int[] range = new int[1024];
        private final RadixSort sort = new RadixSort();

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
            order = sort.sorted(order, count, Integer.SIZE, Posting.KEYS);
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
                    if (count == to.length) {
                        grow();
                    }
                    add(
                            a,
                            kf,
                            kg,
                            low,
                            high,
                            f - (kf << FREQUENCY_SHIFT),
                            i,
                            g - (kg << GAP_SHIFT));
                }
            }
        }

        /** A run of keys; the frequency and the gap asked for are relative to their steps. */
        private void add(int a, int kf, int kg, int low, int high, int f, int i, int g) {
            int leastF = Math.max(0, f - FREQUENCY_TOLERANCE);
            int mostF = Math.min(FREQUENCY_PARTS - 1, f + FREQUENCY_TOLERANCE);
            int middle = g - HALF_GAP_PART;
            int leastG = Math.max(0, -(GAP_TOLERANCE - middle >> GAP_PART_SHIFT));
            int mostG = Math.min(GAP_PARTS - 1, middle + GAP_TOLERANCE >> GAP_PART_SHIFT);
            if (leastF > mostF || leastG > mostG) {
                return;
            }
            order[count] = (long) key(kf, kg, low) << Integer.SIZE | count;
            to[count] = key(kf, kg, high);
            peak[count] = a;
            least[count] = packed(leastF, i - INTERVAL_TOLERANCE & INTERVAL_PARTS - 1, leastG);
            range[count++] = packed(mostF - leastF, 2 * INTERVAL_TOLERANCE, mostG - leastG) | ABOVE;
        }

        private static int step(int value, int shift, int steps) {
            return Math.max(0, Math.min(steps - 1, value >> shift));
        }

        int from(int run) {
            return (int) (order[run] >>> Integer.SIZE);
        }

        int to(int run) {
            return to[(int) order[run]];
        }

        /** Position of the first peak of the pair. */
        int peak(int run) {
            return peak[(int) order[run]];
        }

        /** What is near enough under the keys, for {@link #accepts}. */
        int least(int run) {
            return least[(int) order[run]];
        }

        int range(int run) {
            return range[(int) order[run]];
        }

        private void grow() {
            int size = 2 * count;
            order = Arrays.copyOf(order, size);
            to = Arrays.copyOf(to, size);
            peak = Arrays.copyOf(peak, size);
            least = Arrays.copyOf(least, size);
            range = Arrays.copyOf(range, size);
        }
    }
}
