package dev.vigil.audio;

/**
 * Samples to power in log-frequency bands, many frames at a time: a lane a frame, each step a
 * straight loop over lanes, which HotSpot vectorises where the transform of one frame stays scalar
 * (ADR 11: small loops, one index for all arrays, everything read before anything is written). What
 * a frame gives does not depend on the others.
 *
 * <p>The transform of 1,024 real samples in rows of 128: first, in each row, the transform of its 8
 * samples, of which parts 0 to 4 are kept, as 5 to 7 only mirror 3 to 1; then, for each part, radix
 * 2 over the rows (Cooley and Tukey 1965, decimation in time).
 */
final class Spectra {
    private static final int WINDOW = 1024;
    private static final int HOP = 256;
    private static final int ROWS = 128;
    private static final int PARTS = 5;

    /** Rows of a batch that stay in the nearest cache. */
    private static final int NEAR_ROWS = 8;

    private static final float HALF_ROOT = (float) StrictMath.sqrt(0.5);

    private final LogBands logBands;
    private final float[] hann = new float[WINDOW];
    private final float[] partReal = new float[ROWS * PARTS];
    private final float[] partImaginary = new float[ROWS * PARTS];
    private final float[] rowReal = new float[ROWS / 2];
    private final float[] rowImaginary = new float[ROWS / 2];

    /** Samples 256 i + row, and those 128 later, at lane i. */
    private final float[][] even;

    private final float[][] odd;

    /** All parts of a row, a lane a frame each. */
    private final float[][] real;

    private final float[][] imaginary;
    private final float[][] power;
    private final float[][] bands;

    /**
     * @throws IllegalArgumentException for a profile with another window or hop
     */
    Spectra(Profile profile, int mostFrames) {
        if (profile.windowSamples() != WINDOW || profile.hopSamples() != HOP) {
            throw new IllegalArgumentException(
                    "expected a profile with a window of 1024 samples every 256, got "
                            + profile.windowSamples()
                            + " every "
                            + profile.hopSamples()
                            + "; it needs a transform of its own");
        }
        logBands = new LogBands(profile);
        even = new float[ROWS][mostFrames + WINDOW / HOP - 1];
        odd = new float[ROWS][mostFrames + WINDOW / HOP - 1];
        real = new float[ROWS][PARTS * mostFrames];
        imaginary = new float[ROWS][PARTS * mostFrames];
        power = new float[logBands.highestBin() + 1][mostFrames];
        bands = new float[profile.bands()][mostFrames];
        for (int i = 0; i < WINDOW; i++) {
            hann[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / WINDOW));
        }
        for (int i = 0; i < ROWS * PARTS; i++) {
            double angle = -2 * Math.PI * (i / PARTS) * (i % PARTS) / WINDOW;
            partReal[i] = (float) StrictMath.cos(angle);
            partImaginary[i] = (float) StrictMath.sin(angle);
        }
        for (int i = 0; i < ROWS / 2; i++) {
            rowReal[i] = (float) StrictMath.cos(-2 * Math.PI * i / ROWS);
            rowImaginary[i] = (float) StrictMath.sin(-2 * Math.PI * i / ROWS);
        }
    }

    /**
     * Takes frames that begin every 256 samples.
     *
     * @param samples the first frame at 0
     * @param out a frame's bands each
     */
    void hear(short[] samples, int frames, float[][] out) {
        spread(samples, frames + WINDOW / HOP - 1);
        for (int row = 0; row < ROWS; row++) {
            int reversed = Integer.reverse(row) >>> Integer.numberOfLeadingZeros(ROWS - 1);
            parts(row, real[reversed], imaginary[reversed], frames);
        }
        transformRows(PARTS * frames);
        for (int bin = logBands.lowestBin(); bin < power.length; bin++) {
            int kept = bin % 8 < PARTS ? bin : WINDOW - bin;
            power(real[kept / 8], imaginary[kept / 8], kept % 8 * frames, power[bin], frames);
        }
        logBands.apply(power, frames, bands);
        for (int frame = 0; frame < frames; frame++) {
            float[] row = out[frame];
            for (int band = 0; band < bands.length; band++) {
                row[band] = bands[band][frame];
            }
        }
    }

    private void spread(short[] samples, int hops) {
        for (int hop = 0; hop < hops; hop++) {
            int from = hop * HOP;
            for (int row = 0; row < ROWS; row++) {
                even[row][hop] = samples[from + row];
                odd[row][hop] = samples[from + ROWS + row];
            }
        }
    }

    /**
     * The windowed transform of the 8 samples of a row, turned as the rows' transform expects it.
     */
    private void parts(int row, float[] re, float[] im, int frames) {
        float[] x = even[row];
        float[] y = odd[row];
        float h0 = hann[row];
        float h1 = hann[row + 128];
        float h2 = hann[row + 256];
        float h3 = hann[row + 384];
        float h4 = hann[row + 512];
        float h5 = hann[row + 640];
        float h6 = hann[row + 768];
        float h7 = hann[row + 896];
        int turn = row * PARTS;
        float cos1 = partReal[turn + 1];
        float sin1 = partImaginary[turn + 1];
        float cos2 = partReal[turn + 2];
        float sin2 = partImaginary[turn + 2];
        float cos3 = partReal[turn + 3];
        float sin3 = partImaginary[turn + 3];
        float cos4 = partReal[turn + 4];
        float sin4 = partImaginary[turn + 4];
        for (int f = 0; f < frames; f++) {
            float even0 = x[f] * h0 + x[f + 2] * h4;
            float even1 = x[f] * h0 - x[f + 2] * h4;
            float even2 = x[f + 1] * h2 + x[f + 3] * h6;
            float even3 = x[f + 1] * h2 - x[f + 3] * h6;
            float odd0 = y[f] * h1 + y[f + 2] * h5;
            float odd1 = y[f] * h1 - y[f + 2] * h5;
            float odd2 = y[f + 1] * h3 + y[f + 3] * h7;
            float odd3 = y[f + 1] * h3 - y[f + 3] * h7;
            float less = HALF_ROOT * (odd1 - odd3);
            float more = HALF_ROOT * (odd1 + odd3);
            float re1 = even1 + less;
            float im1 = -even3 - more;
            float re2 = even0 - even2;
            float im2 = odd2 - odd0;
            float re3 = even1 - less;
            float im3 = even3 - more;
            float re4 = even0 + even2 - (odd0 + odd2);
            re[f] = even0 + even2 + (odd0 + odd2);
            im[f] = 0;
            re[f + frames] = re1 * cos1 - im1 * sin1;
            im[f + frames] = re1 * sin1 + im1 * cos1;
            re[f + 2 * frames] = re2 * cos2 - im2 * sin2;
            im[f + 2 * frames] = re2 * sin2 + im2 * cos2;
            re[f + 3 * frames] = re3 * cos3 - im3 * sin3;
            im[f + 3 * frames] = re3 * sin3 + im3 * cos3;
            re[f + 4 * frames] = re4 * cos4;
            im[f + 4 * frames] = re4 * sin4;
        }
    }

    /** Two steps on few rows at a time, which are read from the far cache once for both. */
    private void transformRows(int width) {
        for (int block = 0; block < ROWS; block += NEAR_ROWS) {
            for (int half = 1; half < NEAR_ROWS; half *= 2) {
                for (int row = block; row < block + NEAR_ROWS; row++) {
                    if ((row & half) == 0) {
                        butterfly(row, half, row & half - 1, width);
                    }
                }
            }
        }
        for (int half = NEAR_ROWS; half < ROWS; half *= 4) {
            for (int from = 0; from < ROWS; from += 4 * half) {
                for (int k = 0; k < half; k++) {
                    butterfly(from + k, half, k, width);
                    butterfly(from + k + 2 * half, half, k, width);
                    butterfly(from + k, 2 * half, k, width);
                    butterfly(from + k + half, 2 * half, k + half, width);
                }
            }
        }
    }

    /** Output {@code k} of two transforms of {@code half} rows, for one of twice as many. */
    private void butterfly(int row, int half, int k, int width) {
        int other = row + half;
        if (k == 0) {
            sumAndDifference(real[row], real[other], width);
            sumAndDifference(imaginary[row], imaginary[other], width);
        } else {
            int angle = k * (ROWS / 2 / half);
            float cos = rowReal[angle];
            float sin = rowImaginary[angle];
            butterfly(real[row], imaginary[row], real[other], imaginary[other], cos, sin, width);
        }
    }

    private static void sumAndDifference(float[] one, float[] other, int count) {
        for (int i = 0; i < count; i++) {
            float a = one[i];
            float b = other[i];
            one[i] = a + b;
            other[i] = a - b;
        }
    }

    /**
     * All is read before anything is written: else the arrays might be one, and nothing vectorises.
     */
    private static void butterfly(
            float[] re, float[] im, float[] otherRe, float[] otherIm, float cos, float sin, int n) {
        for (int i = 0; i < n; i++) {
            float aRe = re[i];
            float aIm = im[i];
            float bRe = otherRe[i];
            float bIm = otherIm[i];
            float turnedRe = bRe * cos - bIm * sin;
            float turnedIm = bRe * sin + bIm * cos;
            re[i] = aRe + turnedRe;
            im[i] = aIm + turnedIm;
            otherRe[i] = aRe - turnedRe;
            otherIm[i] = aIm - turnedIm;
        }
    }

    private static void power(float[] re, float[] im, int from, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            float x = re[from + i];
            float y = im[from + i];
            out[i] = x * x + y * y;
        }
    }
}
