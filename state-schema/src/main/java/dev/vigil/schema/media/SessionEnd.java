package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * That the platform has ended a session, and what was received of it; travels with its last packet.
 *
 * @param endedAt UTC epoch ms, as the platform says
 * @param upload whether it came on the topic of uploads
 * @param soundMs milliseconds of sound that were analysed
 * @param missingSegments segments that did not arrive or were refused
 * @param bytesSwapped whether its samples were noise, as they came in the wrong order of bytes
 */
@InState
@InFlight
public record SessionEnd(
        long endedAt, boolean upload, long soundMs, long missingSegments, boolean bytesSwapped) {}
