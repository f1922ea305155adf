package dev.vigil.edge.sound;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What happens to a recording on its way to a stream. All but noise is done by FFmpeg's filters.
 * Factors are relative: 1.04 is 4 % faster or higher.
 */
public final class Distortion {
    private Distortion() {}

    /** Played faster: tempo and pitch rise together. */
    public static Sound speed(Sound sound, double factor) {
        // asetrate knows whole rates only; from a high rate on, the rounding is below 0.01 %.
        int workingHz = 48_000;
        long fasterHz = Math.round(workingHz * factor);
        return filtered(
                sound,
                "aresample=%d,asetrate=%d,aresample=%d",
                workingHz,
                fasterHz,
                sound.rateHz());
    }

    /** Faster at the same pitch. */
    public static Sound tempo(Sound sound, double factor) {
        return filtered(sound, "atempo=%.6f", factor);
    }

    /** Higher at the same tempo. */
    public static Sound pitch(Sound sound, double factor) {
        return tempo(speed(sound, factor), 1 / factor);
    }

    /** A telephone's band, 300-3,400 Hz, with steep edges. */
    public static Sound phone(Sound sound) {
        return filtered(sound, "highpass=f=300,highpass=f=300,lowpass=f=3400,lowpass=f=3400");
    }

    /** White noise added, with the signal {@code snrDb} above it; loud sums are clipped. */
    public static Sound noise(Sound sound, double snrDb, long seed) {
        double power = 0;
        for (short sample : sound.pcm()) {
            power += (double) sample * sample;
        }
        double sigma =
                StrictMath.sqrt(power / Math.max(1, sound.pcm().length))
                        * StrictMath.pow(10, -snrDb / 20);
        SplittableRandom random = new SplittableRandom(seed);
        short[] noisy = new short[sound.pcm().length];
        for (int i = 0; i < noisy.length; i++) {
            long sample = Math.round(sound.pcm()[i] + sigma * random.nextGaussian());
            noisy[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
        }
        return new Sound(noisy, sound.rateHz());
    }

    private static Sound filtered(Sound sound, String filter, Object... values) {
        return FilterGraph.run(sound, String.format(Locale.ROOT, filter, values));
    }
}
