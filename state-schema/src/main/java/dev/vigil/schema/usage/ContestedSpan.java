package dev.vigil.schema.usage;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * A time that owners are in conflict about.
 *
 * @param from UTC epoch ms; null for always
 * @param to first moment behind it (UTC epoch ms); null for without end
 */
@InState
@InFlight
public record ContestedSpan(Long from, Long to) {
    /** True where a moment from the first to before the second is in it. */
    public boolean meets(long since, long until) {
        return (from == null || from < until) && (to == null || to > since);
    }
}
