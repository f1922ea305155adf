package dev.vigil.audio;

/** Faults of a stretch of PCM that a platform should know of: its encoder is silent or too loud. */
public final class Defects {
    /** Steps of a converter that gets silence. */
    private static final int LARGEST_SILENT_SWING = 2;

    /** Loud masters touch full scale now and then; one sample in a hundred is distortion. */
    private static final int CLIPPED_ONE_IN = 100;

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

    /** Whether there is sound that touches full scale in more than one sample in a hundred. */
    public static boolean isClipped(short[] pcm) {
        int full = 0;
        for (short sample : pcm) {
            full += sample == Short.MAX_VALUE || sample == Short.MIN_VALUE ? 1 : 0;
        }
        return full > pcm.length / CLIPPED_ONE_IN && !isSilent(pcm);
    }
}
