package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;

/**
 * Which version of a reference was read last, to its end.
 *
 * @param version of the reference
 * @param at when its first chunk was read; later than that of any version before (UTC epoch ms)
 */
@InState
public record ReferenceReading(long version, long at) {}
