package dev.vigil.audio;

/**
 * Faults of a stretch of PCM that a platform wants to know of: its encoder is silent or too loud.
 */
public final class Defects {
    /** Steps of a converter that hears nothing. */
    private static final int LARGEST_SILENT_SWING = 2;

    /** Loud masters touch full scale now and then; one sample in a hundred is distortion. */
    private static final int CLIPPED_ONE_IN = 100;

    /** Shorter sound says little about the order of its bytes; 0.3 s at the profile's rate. */
    private static final int LEAST_FOR_ORDER = 4_096;

    /** 36 dB below full scale: of quieter sound the low bytes are no noise. */
    private static final double LEAST_POWER = 500.0 * 500;

    /** Of white noise the steps have twice the power of the samples; swapped music comes near. */
    private static final double LEAST_ROUGH = 1.5;

    /** And of music less than this. */
    private static final double MOST_SMOOTH = 0.75;

    /** 10 dB. */
    private static final double LEAST_CALMER = 10;

    private Defects() {}

    /** Whether there is no sound: silence, or a constant. True for no samples. */
    public static boolean isSilent(short[] pcm) {
        int least = Short.MAX_VALUE;
        int most = Short.MIN_VALUE;
        for (short sample : pcm) {
            least = Math.min(least, sample);
            most = Math.max(most, sample);
            if (most - least > LARGEST_SILENT_SWING) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether sound is smooth and loud enough to say that the bytes of its samples are in order.
     */
    public static boolean isInOrder(short[] pcm, int channels) {
        Steps heard = Steps.of(pcm, channels, false);
        return pcm.length >= LEAST_FOR_ORDER
                && heard.samples > LEAST_POWER
                && heard.roughness() < MOST_SMOOTH;
    }

    /**
     * Whether the bytes of the samples are in the wrong order: the sound is noise at full level,
     * and with its bytes swapped it is smooth and at least 10 dB calmer. Music, noise and silence
     * in the right order are never that: swapped, their low bytes become noise at full level.
     */
    public static boolean isSwapped(short[] pcm, int channels) {
        Steps heard = Steps.of(pcm, channels, false);
        Steps swapped = Steps.of(pcm, channels, true);
        return pcm.length >= LEAST_FOR_ORDER
                && swapped.samples > LEAST_POWER
                && heard.roughness() > LEAST_ROUGH
                && swapped.roughness() < MOST_SMOOTH
                && heard.power > LEAST_CALMER * swapped.power;
    }

    /** Mean power of the steps from one sample to the next, and of the samples about their mean. */
    private record Steps(double power, double samples) {
        static Steps of(short[] pcm, int channels, boolean swap) {
            double steps = 0;
            double sum = 0;
            double squares = 0;
            for (int i = channels; i < pcm.length; i++) {
                double now = swap ? Short.reverseBytes(pcm[i]) : pcm[i];
                double then = swap ? Short.reverseBytes(pcm[i - channels]) : pcm[i - channels];
                steps += (now - then) * (now - then);
                sum += now;
                squares += now * now;
            }
            int count = Math.max(1, pcm.length - channels);
            return new Steps(steps / count, (squares - sum * sum / count) / count);
        }

        double roughness() {
            return samples <= 0 ? 0 : power / samples;
        }
    }

    /** Whether there is sound that touches full scale in more than one sample in a hundred. */
    public static boolean isClipped(short[] pcm) {
        int full = 0;
        for (short sample : pcm) {
            full += sample == Short.MAX_VALUE || sample == Short.MIN_VALUE ? 1 : 0;
        }
        return full > pcm.length / CLIPPED_ONE_IN && !isSilent(pcm);
    }
}
