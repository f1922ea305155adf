package dev.vigil.schema.notice;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * What the job finds on its own topics: it was published, whatever the state remembers.
 *
 * @param what a level, {@code resolved}, {@code breach}, {@code breach/cleared} or {@code
 *     breach/closed-late}
 * @param toldAt when it was published: from then on an answer to a level is waited for
 */
@InState
@InFlight
public record Adopted(int generation, String what, long toldAt) {}
