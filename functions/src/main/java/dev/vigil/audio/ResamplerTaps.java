package dev.vigil.audio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Filters of a resampler by rate of the input, for all streams of a thread: 57 kB at 48 kHz, up to
 * 394 kB at a rate that has no common divisor with the profile's. The rates used last are kept.
 */
final class ResamplerTaps {
    /** 6 MB at worst; platforms send two or three rates. */
    static final int MOST_RATES = 16;

    private static final int MOST_PHASES = 1024;
    private static final double CUTOFF_HZ = 5_500;
    private static final double KAISER_BETA = 5.65;

    private final Profile profile;
    private final Map<Integer, float[][]> byRate = new LinkedHashMap<>(16, 0.75f, true);

    ResamplerTaps(Profile profile) {
        this.profile = profile;
    }

    /** One row for each place between two input samples, and that of the next sample. */
    float[][] of(int rateHz) {
        float[][] known = byRate.get(rateHz);
        if (known == null) {
            known = made(rateHz);
            byRate.put(rateHz, known);
            if (byRate.size() > MOST_RATES) {
                byRate.remove(byRate.keySet().iterator().next());
            }
        }
        return known;
    }

    int rates() {
        return byRate.size();
    }

    private float[][] made(int rateHz) {
        boolean same = rateHz == profile.rateHz();
        int rows = Math.min(profile.rateHz() / gcd(rateHz, profile.rateHz()), MOST_PHASES);
        int half = same ? 1 : Math.max(16, (44 * rateHz + 44_099) / 44_100);
        double cutoff = same ? 1 : 2 * Math.min(CUTOFF_HZ, 0.49 * rateHz) / rateHz;
        float[][] taps = new float[rows + 1][2 * half];
        for (int row = 0; row <= rows; row++) {
            fill(taps[row], (double) row / rows, cutoff);
        }
        return taps;
    }

    private static void fill(float[] row, double fraction, double cutoff) {
        int half = row.length / 2;
        double sum = 0;
        double[] exact = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            double x = j - (half - 1) - fraction;
            double edge = x / half;
            double sinc =
                    x == 0 ? 1 : StrictMath.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
            double inside = 1 - edge * edge;
            exact[j] = inside <= 0 ? 0 : sinc * bessel(KAISER_BETA * StrictMath.sqrt(inside));
            sum += exact[j];
        }
        for (int j = 0; j < row.length; j++) {
            row[j] = (float) (exact[j] / sum);
        }
    }

    /** Modified Bessel function of order 0, by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 40; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
