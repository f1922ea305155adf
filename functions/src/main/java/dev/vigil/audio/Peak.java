package dev.vigil.audio;

import java.util.Arrays;

/**
 * The layout of a peak in a long: time 40 bits, log frequency 12, level 12, so that sorting the
 * longs sorts by time.
 *
 * <p>Time counts 1/64 frames from the first sample of the stream to the middle of the peak; it
 * stays positive for six years. Frequency counts 1/16 bands, level 1/16 dB of the whitened power.
 */
public final class Peak {
    /** Time units in a frame. */
    public static final int PER_FRAME = 64;

    /** Frequency units in a band. */
    public static final int PER_BAND = 16;

    private static final int LARGEST = 0xFFF;

    private Peak() {}

    /** Packs a peak; frequency and level are held within their 12 bits. */
    public static long pack(long time, int frequency, int level) {
        return time << 24 | (long) hold(frequency) << 12 | hold(level);
    }

    /** Time in 1/64 frame. */
    public static long time(long peak) {
        return peak >>> 24;
    }

    /** The frame that the peak's time falls into. */
    public static long frame(long peak) {
        return peak >>> 30;
    }

    /** Log frequency in 1/16 band. */
    public static int frequency(long peak) {
        return (int) (peak >>> 12) & LARGEST;
    }

    /** Whitened level in 1/16 dB. */
    public static int level(long peak) {
        return (int) peak & LARGEST;
    }

    /** The smallest packed value of a frame: no peak of an earlier frame reaches it. */
    public static long startOf(long frame) {
        return frame << 30;
    }

    /**
     * A copy of the peaks from a frame to before another.
     *
     * @param peaks in order of time
     * @param count how many of the array count
     */
    public static long[] between(long[] peaks, int count, long fromFrame, long toFrame) {
        int from = firstOf(peaks, count, fromFrame);
        return Arrays.copyOfRange(peaks, from, Math.max(from, firstOf(peaks, count, toFrame)));
    }

    private static int firstOf(long[] peaks, int count, long frame) {
        int at = Arrays.binarySearch(peaks, 0, count, startOf(Math.max(0, frame)));
        return at < 0 ? -at - 1 : at;
    }

    /** Whether packed peaks are in order of time, and none is negative, which would sort first. */
    public static boolean areInOrder(long[] peaks) {
        long before = 0;
        for (long peak : peaks) {
            if (peak < before) {
                return false;
            }
            before = peak;
        }
        return true;
    }

    private static int hold(int value) {
        return Math.max(0, Math.min(LARGEST, value));
    }
}
