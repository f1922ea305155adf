package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;

/**
 * What a row of usage has of a session that is no sum, where the pieces or reports that it is from
 * are not kept any more.
 *
 * @param rowId of the row
 * @param territory of the audience that is meant; null for the session, which is counted
 * @param viewers the most of that audience at a time
 */
@InState
public record UsedMark(String rowId, String territory, long viewers) {
    /** True where this replaces the other. */
    public boolean isOfSame(UsedMark other) {
        return rowId.equals(other.rowId)
                && (territory == null
                        ? other.territory == null
                        : territory.equals(other.territory));
    }
}
