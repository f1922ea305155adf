package dev.vigil.schema.reference;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * A stretch that a recording has in common with another.
 *
 * @param newer true where this recording had it later than the other; null where that is not known
 */
@InState
@InFlight
public record SharedStretch(
        long fromMs, long toMs, long otherFromMs, long otherToMs, Boolean newer) {}
