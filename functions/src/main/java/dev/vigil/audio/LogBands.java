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

    /** The highest bin that is read. */
    int highestBin() {
        return endBin[endBin.length - 1];
    }

    void apply(float[] power, float[] out) {
        for (int b = 0, w = 0; b < narrow; b++, w += 4) {
            int k = firstBin[b];
            float sum =
                    weights[w] * power[k]
                            + weights[w + 1] * power[k + 1]
                            + weights[w + 2] * power[k + 2]
                            + weights[w + 3] * power[k + 3];
            out[b] = Math.max(0f, sum);
        }
        for (int b = narrow; b < out.length; b++) {
            float max = 0;
            for (int k = firstBin[b]; k < endBin[b]; k++) {
                max = Math.max(max, power[k]);
            }
            out[b] = max;
        }
    }
}
