package dev.vigil.audio;

import dev.vigil.schema.media.FingerprintProfile;
import java.io.Serializable;

/**
 * Frozen parameters of a fingerprint; another set is another id, never an edit.
 *
 * @param id modality and number, which travel with every fingerprint, see {@link
 *     FingerprintProfile}
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
        String id,
        int rateHz,
        int windowSamples,
        int hopSamples,
        double lowestHz,
        int bandsPerOctave,
        int bands,
        float whitening,
        float floorPower,
        int nearBands,
        int nearFrames)
        implements Serializable {
    /** The default: what new fingerprints are made with. */
    public static final Profile CURRENT =
            new Profile(
                    FingerprintProfile.AUDIO_1.id(),
                    11_025,
                    1024,
                    256,
                    180,
                    48,
                    224,
                    0.1f,
                    4000f,
                    10,
                    5);

    /** Frames that pass in a second. */
    public double framesPerSecond() {
        return (double) rateHz / hopSamples;
    }

    /** Length of a stretch of frames in milliseconds. */
    public double millis(double frames) {
        return frames * 1000 * hopSamples / rateHz;
    }
}
