package dev.vigil.audio;

/**
 * Frozen parameters of a fingerprint; another set is another number, never an edit.
 *
 * @param number the profile's number, which travels with every fingerprint
 * @param rateHz sample rate of the front end
 * @param windowSamples length of a frame
 * @param hopSamples distance of two frames
 * @param lowestHz centre of band 0
 * @param bandsPerOctave resolution of the log-frequency axis
 * @param bands number of bands
 * @param whitening weight of the newest frame in a band's running mean power
 * @param floorPower power (of a Hann-windowed 16-bit spectrum) below which there is only silence
 * @param nearBands a peak is the largest within this many bands
 * @param nearFrames and within this many frames
 */
public record Profile(
        int number,
        int rateHz,
        int windowSamples,
        int hopSamples,
        double lowestHz,
        int bandsPerOctave,
        int bands,
        float whitening,
        float floorPower,
        int nearBands,
        int nearFrames) {

    /** The number of the profile that new fingerprints are made with. */
    public static final int CURRENT = 1;

    private static final Profile ONE =
            new Profile(1, 11_025, 1024, 256, 180, 48, 224, 0.1f, 4000f, 10, 5);

    /**
     * The profile of a number.
     *
     * @throws IllegalArgumentException if the number is not known here
     */
    public static Profile of(int number) {
        if (number == ONE.number) {
            return ONE;
        }
        throw new IllegalArgumentException(
                "fingerprint profile "
                        + number
                        + " is not known; known: "
                        + ONE.number
                        + ". Upgrade this program or make the fingerprint again.");
    }

    /** Frames that pass in a second. */
    public double framesPerSecond() {
        return (double) rateHz / hopSamples;
    }

    /** Length of a stretch of frames in milliseconds. */
    public double millis(double frames) {
        return frames * 1000 * hopSamples / rateHz;
    }
}
