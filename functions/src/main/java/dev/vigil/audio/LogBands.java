package dev.vigil.audio;

/**
 * Power of FFT bins to power of log-frequency bands, so that a change of pitch is a shift.
 *
 * <p>Bands narrower than two bins are read off a cubic through four bins: with a linear one every
 * maximum would sit on a bin, two bands off at the low end. Wider bands take their largest bin.
 */
final class LogBands {
    private final int narrow;
    private final int[] firstBin;
    private final int[] endBin;
    private final float[] weights;

    LogBands(Profile profile) {
        int bands = profile.bands();
        firstBin = new int[bands];
        endBin = new int[bands];
        weights = new float[4 * bands];
        double step = StrictMath.pow(2, 1.0 / profile.bandsPerOctave());
        double binHz = (double) profile.rateHz() / profile.windowSamples();
        int cubic = 0;
        for (int b = 0; b < bands; b++) {
            double bin = profile.lowestHz() * StrictMath.pow(step, b) / binHz;
            if (bin * (step - 1) < 2) {
                cubic = b + 1;
                firstBin[b] = (int) bin - 1;
                catmullRom(bin - (int) bin, 4 * b);
            } else {
                firstBin[b] = (int) StrictMath.round(bin / StrictMath.sqrt(step));
                endBin[b] = (int) StrictMath.round(bin * StrictMath.sqrt(step));
            }
        }
        narrow = cubic;
    }

    private void catmullRom(double t, int at) {
        weights[at] = (float) (0.5 * t * (t * (2 - t) - 1));
        weights[at + 1] = (float) (0.5 * (t * t * (3 * t - 5) + 2));
        weights[at + 2] = (float) (0.5 * t * (t * (4 - 3 * t) + 1));
        weights[at + 3] = (float) (0.5 * t * t * (t - 1));
    }

    /** The lowest bin that is read. */
    int lowestBin() {
        return firstBin[0];
    }

    /** The highest bin that is read. */
    int highestBin() {
        return endBin[endBin.length - 1] - 1;
    }

    /**
     * Bands of many frames.
     *
     * @param power of each bin, a lane a frame
     * @param out of each band, a lane a frame
     */
    void apply(float[][] power, int frames, float[][] out) {
        for (int b = 0; b < narrow; b++) {
            int k = firstBin[b];
            cubic(power[k], power[k + 1], power[k + 2], power[k + 3], 4 * b, out[b], frames);
        }
        for (int b = narrow; b < out.length; b++) {
            System.arraycopy(power[firstBin[b]], 0, out[b], 0, frames);
            for (int bin = firstBin[b] + 1; bin < endBin[b]; bin++) {
                LocalMaxima.larger(out[b], power[bin], out[b], frames);
            }
        }
    }

    private void cubic(
            float[] p0, float[] p1, float[] p2, float[] p3, int weight, float[] out, int frames) {
        float w0 = weights[weight];
        float w1 = weights[weight + 1];
        float w2 = weights[weight + 2];
        float w3 = weights[weight + 3];
        for (int i = 0; i < frames; i++) {
            out[i] = Math.max(0f, w0 * p0[i] + w1 * p1[i] + w2 * p2[i] + w3 * p3[i]);
        }
    }
}
