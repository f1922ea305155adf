package dev.vigil.audio;

import java.util.Arrays;

/**
 * Finds the points of a growing picture (bands by frames) that are the largest of their rectangle.
 *
 * <p>Equal neighbours: the earlier frame, then the lower band wins, so a constant gives one peak
 * per rectangle at most. Time and frequency are refined by a parabola through the log.
 */
final class LocalMaxima {
    private static final double LARGEST_SHIFT = 31.0 / 64;
    private static final double SMALLEST_RATIO = 1e-3;

    /** 3 dB. */
    private static final float LOUD = 0.5f;

    private final int bands;
    private final int near;
    private final int reach;
    private final int slots;
    private final long centreFrames;
    private final float[][] values;
    private final float[][] columnMax;
    private final float[] folded;
    private final float[] shifted;
    private final long[] found;

    LocalMaxima(Profile profile) {
        bands = profile.bands();
        near = profile.nearBands();
        reach = profile.nearFrames();
        slots = 2 * reach + 1;
        centreFrames = profile.windowSamples() / (2L * profile.hopSamples());
        values = new float[slots][bands];
        columnMax = new float[slots][bands];
        folded = new float[bands + 2 * near];
        shifted = new float[folded.length];
        found = new long[bands];
    }

    void clear() {
        for (int i = 0; i < slots; i++) {
            Arrays.fill(values[i], 0);
            Arrays.fill(columnMax[i], 0);
        }
    }

    private int slot(long frame) {
        return (int) Math.floorMod(frame, (long) slots);
    }

    /** Takes a frame and gives the peaks of the frame that is now decided. */
    void accept(long frame, float[] bandsOfFrame, PeakSink sink) {
        float[] value = values[slot(frame)];
        System.arraycopy(bandsOfFrame, 0, value, 0, bands);
        slide(value, columnMax[slot(frame)]);
        decide(frame - reach, sink);
    }

    /** Takes a frame without sound. */
    void silence(long frame, PeakSink sink) {
        Arrays.fill(values[slot(frame)], 0);
        Arrays.fill(columnMax[slot(frame)], 0);
        decide(frame - reach, sink);
    }

    private void decide(long decided, PeakSink sink) {
        int centre = slot(decided);
        float[] value = values[centre];
        float[] max = columnMax[centre];
        int count = 0;
        for (int b = 0; b < bands; b++) {
            if (value[b] == max[b] && value[b] > 0 && isPeak(centre, b, value[b])) {
                found[count++] = refined(decided, b);
            }
        }
        Arrays.sort(found, 0, count);
        for (int i = 0; i < count; i++) {
            sink.peak(found[i]);
        }
    }

    /** The loud pairs among the bands from an even one on, at most 128; frame taken by accept. */
    long loud(long frame, int from, int to) {
        float[] value = values[slot(frame)];
        float[] max = columnMax[slot(frame)];
        long cells = 0;
        for (int b = to - 2; b >= from; b -= 2) {
            int first = Float.floatToRawIntBits(LOUD * max[b] - value[b]);
            int second = Float.floatToRawIntBits(LOUD * max[b + 1] - value[b + 1]);
            // The sign bit of either, without a branch: which bands are loud is hard to foresee.
            cells = cells << 1 | (first | second) >>> 31;
        }
        return cells;
    }

    /**
     * Maximum over {@code near} bands on either side, by doubling. What is beside a band is copied
     * to its place first: loops over one index vectorise, and copying is cheap.
     */
    private void slide(float[] in, float[] out) {
        Arrays.fill(folded, 0, near, 0);
        System.arraycopy(in, 0, folded, near, bands);
        Arrays.fill(folded, near + bands, folded.length, 0);
        int width = 1;
        int length = folded.length;
        while (2 * width <= 2 * near + 1) {
            length -= width;
            System.arraycopy(folded, width, shifted, 0, length);
            larger(folded, shifted, folded, length);
            width *= 2;
        }
        System.arraycopy(folded, 2 * near + 1 - width, shifted, 0, bands);
        larger(folded, shifted, out, bands);
    }

    static void larger(float[] one, float[] other, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = Math.max(one[i], other[i]);
        }
    }

    private boolean isPeak(int centre, int band, float value) {
        int before = centre;
        int after = centre;
        for (int k = 0; k < reach; k++) {
            before = before == 0 ? slots - 1 : before - 1;
            after = after == slots - 1 ? 0 : after + 1;
            if (columnMax[before][band] >= value || columnMax[after][band] > value) {
                return false;
            }
        }
        float[] column = values[centre];
        for (int b = Math.max(0, band - near); b < band; b++) {
            if (column[b] == value) {
                return false;
            }
        }
        return true;
    }

    private long refined(long frame, int band) {
        float[] column = values[slot(frame)];
        float top = column[band];
        double inTime = vertex(values[slot(frame - 1)][band], top, values[slot(frame + 1)][band]);
        double inBand =
                vertex(
                        band > 0 ? column[band - 1] : 0,
                        top,
                        band + 1 < bands ? column[band + 1] : 0);
        long time =
                (frame + centreFrames) * Peak.PER_FRAME + StrictMath.round(inTime * Peak.PER_FRAME);
        int frequency = (int) StrictMath.round((band + inBand) * Peak.PER_BAND);
        int level = (int) StrictMath.round(160 * StrictMath.log10(top));
        return Peak.pack(time, frequency, level);
    }

    private static double vertex(float before, float top, float after) {
        double a = StrictMath.log(Math.max(before / top, SMALLEST_RATIO));
        double c = StrictMath.log(Math.max(after / top, SMALLEST_RATIO));
        double shift = a + c == 0 ? 0 : 0.5 * (a - c) / (a + c);
        return Math.max(-LARGEST_SHIFT, Math.min(LARGEST_SHIFT, shift));
    }

    /** All slots before {@code next}, oldest first, one after the other. */
    float[] snapshot(long next) {
        float[] all = new float[slots * bands];
        for (int i = 0; i < slots; i++) {
            System.arraycopy(values[slot(next - slots + i)], 0, all, i * bands, bands);
        }
        return all;
    }

    void restore(long next, float[] all) {
        for (int i = 0; i < slots; i++) {
            int slot = slot(next - slots + i);
            System.arraycopy(all, i * bands, values[slot], 0, bands);
            slide(values[slot], columnMax[slot]);
        }
    }
}
