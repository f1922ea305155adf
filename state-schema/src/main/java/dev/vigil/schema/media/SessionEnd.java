package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * That the platform has ended a session, and what was received of it; travels with its last packet.
 *
 * @param endedAt UTC epoch ms, from the platform
 * @param upload whether it is from the topic of uploads
 * @param soundMs milliseconds of sound that were analysed
 * @param missingSegments segments that did not arrive or were refused
 * @param bytesSwapped whether its samples were noise, as their bytes were in the wrong order
 * @param notSound whether its samples were bytes of something else, compressed or floats
 */
@InState
@InFlight
public record SessionEnd(
        long endedAt,
        boolean upload,
        long soundMs,
        long missingSegments,
        boolean bytesSwapped,
        boolean notSound) {}
