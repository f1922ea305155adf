package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Conflicts about a work that are open.
 *
 * @param open at most 1,001
 * @param rows how many rows a change has to reach
 */
@InState
public record KeptConflicts(List<UsageConflict> open, int rows) {
    public static final KeptConflicts NONE = new KeptConflicts(List.of(), 0);
}
