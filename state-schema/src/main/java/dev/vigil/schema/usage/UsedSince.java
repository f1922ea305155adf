package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;

/**
 * What plays of an upload are under, from a moment on.
 *
 * @param at UTC epoch ms
 * @param under number of its {@link UsedUnder} in the session
 */
@InState
public record UsedSince(long at, int under) {}
