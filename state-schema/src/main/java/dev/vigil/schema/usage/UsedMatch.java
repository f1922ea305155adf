package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;

/**
 * A match that goes on, and what it is shown under since its last revision.
 *
 * @param toMs where it ended then, in the session
 * @param under number of its {@link UsedUnder} in the session
 */
@InState
public record UsedMatch(String matchId, long toMs, int under) {}
