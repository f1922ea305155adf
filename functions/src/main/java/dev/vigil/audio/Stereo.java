package dev.vigil.audio;

/**
 * Two channels of which one is inverted: added up they are silence, while a listener has the work.
 */
public final class Stereo {
    /** 20 dB: of music the sum of both channels is about as loud as either. */
    private static final double CANCELLED = 100;

    /** 56 dB below full scale: of quieter sound nothing is lost. */
    private static final double LEAST_POWER = 50.0 * 50;

    private Stereo() {}

    /**
     * The same array where both channels can be added up; else the left one twice.
     *
     * @param pcm interleaved samples of two channels
     */
    static short[] audible(short[] pcm) {
        long left = 0;
        long both = 0;
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            int sum = pcm[i] + pcm[i + 1];
            left += (long) pcm[i] * pcm[i];
            both += (long) sum * sum;
        }
        boolean cancelled = CANCELLED * both < left && left > LEAST_POWER * pcm.length / 2;
        return cancelled ? leftTwice(pcm) : pcm;
    }

    /**
     * Both channels as one, as it is to be fingerprinted: the mean of what is audible.
     *
     * @param pcm interleaved samples of two channels
     */
    public static short[] mono(short[] pcm) {
        short[] audible = audible(pcm);
        short[] mono = new short[pcm.length / 2];
        for (int i = 0; i < mono.length; i++) {
            mono[i] = (short) (audible[2 * i] + audible[2 * i + 1] >> 1);
        }
        return mono;
    }

    private static short[] leftTwice(short[] pcm) {
        short[] left = pcm.clone();
        for (int i = 0; i + 1 < left.length; i += 2) {
            left[i + 1] = left[i];
        }
        return left;
    }
}
