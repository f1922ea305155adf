package dev.vigil.schema.usage;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * Owners are in conflict about a work, or are no more.
 *
 * @param right null for all
 * @param territory null or * for everywhere
 * @param open false where it is over
 */
@InState
@InFlight
public record UsageConflict(
        String conflictId, String workId, RightType right, String territory, boolean open) {
    /** True where it is about that right there; of the rest of the world in part. */
    public boolean concerns(RightType which, String where) {
        return (right == null || right == which)
                && (territory == null || territory.equals("*") || territory.equals(where));
    }
}
