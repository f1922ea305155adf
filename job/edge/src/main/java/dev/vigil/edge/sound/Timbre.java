package dev.vigil.edge.sound;

import java.util.SplittableRandom;

/**
 * How a voice sounds: the weight of its partials, its envelope and its vibrato.
 *
 * @param partials amplitudes of the harmonics from the fundamental on
 * @param attackS time to full loudness
 * @param decayPerS how fast the fundamental fades while held; higher partials fade faster
 * @param releaseS time to silence after the key is released
 * @param vibrato depth as a share of the frequency
 * @param vibratoHz its rate
 */
record Timbre(
        double[] partials,
        double attackS,
        double decayPerS,
        double releaseS,
        double vibrato,
        double vibratoHz) {

    /** Sung or bowed: slow attack, held, with vibrato. */
    static Timbre held(SplittableRandom random) {
        return new Timbre(
                spectrum(random, 9, random.nextDouble(0.9, 1.5)),
                random.nextDouble(0.015, 0.05),
                0.4,
                0.08,
                random.nextDouble(0.003, 0.008),
                random.nextDouble(4.6, 6.4));
    }

    /** Plucked or struck: at once there, fading. */
    static Timbre struck(SplittableRandom random) {
        return new Timbre(
                spectrum(random, 8, random.nextDouble(0.8, 1.4)),
                0.004,
                random.nextDouble(2.0, 5.0),
                0.06,
                0,
                0);
    }

    private static double[] spectrum(SplittableRandom random, int count, double slope) {
        double[] partials = new double[count];
        double evenWeight = random.nextDouble(0.2, 1.0);
        for (int i = 0; i < count; i++) {
            double even = i % 2 == 1 ? evenWeight : 1;
            partials[i] = even * random.nextDouble(0.5, 1.2) / StrictMath.pow(i + 1, slope);
        }
        return partials;
    }
}
