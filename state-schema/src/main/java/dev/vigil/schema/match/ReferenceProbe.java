package dev.vigil.schema.match;

import dev.vigil.schema.media.PeakWindowState;
import dev.vigil.schema.types.InState;

/**
 * A reference that is being asked for in the index, chunk by chunk.
 *
 * @param version of the reference
 * @param next chunk that is to come
 * @param startedAt when its first chunk was read (UTC epoch ms)
 * @param window peaks that the next packet overlaps
 */
@InState
public record ReferenceProbe(long version, int next, long startedAt, PeakWindowState window) {}
