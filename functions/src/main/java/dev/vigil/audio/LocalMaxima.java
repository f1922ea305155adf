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
    private final float[] padded;
    private final float[] folded;
    private final long[] found;

    LocalMaxima(Profile profile) {
        bands = profile.bands();
        near = profile.nearBands();
        reach = profile.nearFrames();
        slots = 2 * reach + 1;
        centreFrames = profile.windowSamples() / (2L * profile.hopSamples());
        values = new float[slots][bands];
        columnMax = new float[slots][bands];
        padded = new float[bands + 2 * near];
        folded = new float[padded.length];
        found = new long[bands];
    }

    void clear() {
        for (int i = 0; i < slots; i++) {
            Arrays.fill(values[i], 0);
            Arrays.fill(columnMax[i], 0);
        }
    }

    /** The frame's values are to be written here before {@link #accept}. */
    float[] slotOf(long frame) {
        return values[slot(frame)];
    }

    private int slot(long frame) {
        return (int) Math.floorMod(frame, (long) slots);
    }

    /** Takes the frame written last and gives the peaks of the frame that is now decided. */
    void accept(long frame, PeakSink sink) {
        slide(values[slot(frame)], columnMax[slot(frame)]);
        long decided = frame - reach;
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
        for (int b = from; b < to; b += 2) {
            boolean first = value[b] > 0 && value[b] >= LOUD * max[b];
            boolean second = value[b + 1] > 0 && value[b + 1] >= LOUD * max[b + 1];
            cells |= first | second ? 1L << (b - from >> 1) : 0;
        }
        return cells;
    }

    /** Maximum over {@code near} bands on either side, by doubling: straight loops vectorise. */
    private void slide(float[] in, float[] out) {
        float[] from = padded;
        float[] to = folded;
        System.arraycopy(in, 0, from, near, bands);
        Arrays.fill(from, 0, near, 0);
        Arrays.fill(from, near + bands, from.length, 0);
        int width = 1;
        int length = bands + 2 * near;
        while (2 * width <= 2 * near + 1) {
            length -= width;
            fold(from, to, width, length);
            float[] swap = from;
            from = to;
            to = swap;
            width *= 2;
        }
        int rest = 2 * near + 1 - width;
        for (int b = 0; b < bands; b++) {
            out[b] = Math.max(from[b], from[b + rest]);
        }
    }

    private static void fold(float[] in, float[] out, int by, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = Math.max(in[i], in[i + by]);
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
