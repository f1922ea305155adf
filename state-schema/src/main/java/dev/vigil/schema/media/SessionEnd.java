package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * That the platform has ended a session, and what was received of it; travels with the last packet
 * of each of its tracks.
 *
 * @param endedAt UTC epoch ms, from the platform
 * @param upload whether it is from the topic of uploads
 * @param soundMs milliseconds of sound that were analysed
 * @param pictureMs milliseconds of pictures that were analysed
 * @param tracks how many tracks have a last packet with this: of sound, of pictures, or both
 * @param missingSegments segments of either that did not arrive or were refused
 * @param bytesSwapped whether its samples were noise, as their bytes were in the wrong order
 * @param notSound whether its samples were bytes of something else, compressed or floats
 */
@InState
@InFlight
public record SessionEnd(
        long endedAt,
        boolean upload,
        long soundMs,
        long pictureMs,
        int tracks,
        long missingSegments,
        boolean bytesSwapped,
        boolean notSound) {
    /** Of a session that has sound alone. */
    public SessionEnd(
            long endedAt,
            boolean upload,
            long soundMs,
            long missingSegments,
            boolean bytesSwapped,
            boolean notSound) {
        this(endedAt, upload, soundMs, 0, 1, missingSegments, bytesSwapped, notSound);
    }
}
