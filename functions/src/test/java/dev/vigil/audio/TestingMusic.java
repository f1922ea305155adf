package dev.vigil.audio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Generated music of four voices and a drum, which can be played at another tempo and pitch.
 *
 * <p>A piece is its seed: melody, rhythm and timbre follow from it, so two seeds are unrelated.
 */
public final class TestingMusic {
    private static final int RATE_HZ = 11_025;
    private static final int[] SCALE = {0, 2, 3, 5, 7, 8, 10};
    private static final int VOICES = 4;

    /** Pieces that were played last: tests of one class ask for the same ones, which take time. */
    private static final Map<List<Number>, short[]> PLAYED =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<List<Number>, short[]> eldest) {
                    return size() > 64;
                }
            };

    private TestingMusic() {}

    /** Samples of a piece from its beginning. */
    public static short[] play(long seed, double seconds) {
        return play(seed, seconds, 1, 1);
    }

    /** The same piece faster by {@code tempo} and higher by the factor {@code pitch}. */
    public static short[] play(long seed, double seconds, double tempo, double pitch) {
        synchronized (PLAYED) {
            return PLAYED.computeIfAbsent(
                            List.of(seed, seconds, tempo, pitch),
                            asked -> played(seed, seconds, tempo, pitch))
                    .clone();
        }
    }

    private static short[] played(long seed, double seconds, double tempo, double pitch) {
        float[] mix = new float[(int) (seconds * RATE_HZ)];
        for (int voice = 0; voice < VOICES; voice++) {
            voice(mix, new Random(seed * 31 + voice), voice, tempo, pitch);
        }
        drum(mix, new Random(seed * 31 + VOICES), tempo);
        return toPcm(mix, 4_000);
    }

    private static void voice(float[] mix, Random random, int voice, double tempo, double pitch) {
        double at = 0;
        double[] timbre = {1, random.nextDouble(), random.nextDouble(), 0.5 * random.nextDouble()};
        int degree = random.nextInt(7);
        while (at * RATE_HZ < mix.length) {
            double length = (1 + random.nextInt(4)) * (0.11 + 0.03 * voice) / tempo;
            degree = Math.floorMod(degree + random.nextInt(7) - 3, 14);
            int semitone = SCALE[degree % 7] + 12 * (degree / 7) + 12 * (voice % 3);
            double hertz = 196 * Math.pow(2, semitone / 12.0) * pitch;
            if (random.nextInt(5) > 0) {
                note(mix, at, length, hertz, timbre, 0.5 + random.nextDouble());
            }
            at += length;
        }
    }

    private static void note(
            float[] mix, double at, double length, double hertz, double[] timbre, double loud) {
        int from = (int) (at * RATE_HZ);
        int to = Math.min(mix.length, (int) ((at + 1.5 * length) * RATE_HZ));
        for (int i = from; i < to; i++) {
            double t = (i - from) / (double) RATE_HZ;
            double envelope = Math.min(1, t * 200) * Math.exp(-4 * t / length);
            for (int h = 1; h <= timbre.length && h * hertz < 5_000; h++) {
                double step = 2 * Math.PI * h * hertz / RATE_HZ;
                mix[i] += (float) (loud * timbre[h - 1] * envelope * Math.sin(step * (i - from)));
            }
        }
    }

    private static void drum(float[] mix, Random random, double tempo) {
        double at = 0;
        while (at * RATE_HZ < mix.length) {
            int from = (int) (at * RATE_HZ);
            Random noise = new Random(7);
            for (int i = from; i < Math.min(mix.length, from + 1_000); i++) {
                mix[i] += (float) (noise.nextGaussian() * 0.6 * Math.exp(-(i - from) / 200.0));
            }
            at += (random.nextInt(3) + 1) * 0.24 / tempo;
        }
    }

    /** White noise under the music at a ratio in decibels. */
    public static short[] withNoise(short[] pcm, double decibels, long seed) {
        double power = 0;
        for (short s : pcm) {
            power += (double) s * s;
        }
        double level = Math.sqrt(power / pcm.length) / Math.pow(10, decibels / 20);
        Random random = new Random(seed);
        short[] noisy = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            noisy[i] = hold(pcm[i] + random.nextGaussian() * level);
        }
        return noisy;
    }

    /** The music in a hall: a tail of noise that dies away, 60 dB in {@code seconds}. */
    public static short[] inHall(short[] pcm, double seconds, long seed) {
        Random random = new Random(seed);
        int tail = (int) (seconds * RATE_HZ);
        int echoes = 400;
        float[] mix = new float[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            mix[i] = pcm[i];
        }
        for (int e = 0; e < echoes; e++) {
            int delay = 80 + random.nextInt(tail - 80);
            float gain = (float) (random.nextGaussian() * 0.12 * Math.pow(10, -3.0 * delay / tail));
            for (int i = delay; i < mix.length; i++) {
                mix[i] += gain * pcm[i - delay];
            }
        }
        return toPcm(mix, 0.5);
    }

    /** White noise alone. */
    public static short[] noise(double seconds, double level, long seed) {
        Random random = new Random(seed);
        short[] pcm = new short[(int) (seconds * RATE_HZ)];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = hold(random.nextGaussian() * level);
        }
        return pcm;
    }

    /** A sine. */
    public static short[] tone(double seconds, double hertz, double amplitude) {
        short[] pcm = new short[(int) (seconds * RATE_HZ)];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = hold(amplitude * Math.sin(2 * Math.PI * hertz * i / RATE_HZ));
        }
        return pcm;
    }

    private static short[] toPcm(float[] mix, double gain) {
        short[] pcm = new short[mix.length];
        for (int i = 0; i < mix.length; i++) {
            pcm[i] = hold(mix[i] * gain);
        }
        return pcm;
    }

    private static short hold(double value) {
        return (short) Math.max(-32768, Math.min(32767, Math.round(value)));
    }
}
