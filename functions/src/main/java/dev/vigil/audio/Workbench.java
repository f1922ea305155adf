package dev.vigil.audio;

/**
 * What front ends need while they run and not after: about 1 MB, and without memory of a stream.
 * Streams of one thread share one.
 */
public final class Workbench {
    /** Frames that are analysed together at most; a segment of 2 s has 86. */
    static final int MOST_FRAMES = 96;

    /** As many samples as {@link #MOST_FRAMES} need, the first frame at 0. */
    final short[] samples;

    /** Bands of each frame: their power, then whitened. */
    final float[][] bands;

    final Spectra spectra;

    final ResamplerTaps taps;

    /**
     * @throws IllegalArgumentException for a profile that no transform is known for
     */
    public Workbench(Profile profile) {
        samples = new short[(MOST_FRAMES - 1) * profile.hopSamples() + profile.windowSamples()];
        bands = new float[MOST_FRAMES][profile.bands()];
        spectra = new Spectra(profile, MOST_FRAMES);
        taps = new ResamplerTaps(profile);
    }
}
