package dev.vigil.schema.register;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * One of the two sides of an overlap.
 *
 * @param found as its work sees it
 * @param owners of its work, empty where none is registered; null before all registers are read
 * @param gone true where its recording was read anew, or went
 * @param stakes of its owners: {@link OverlapOwners}; null as well then, and in state of before
 */
@InState
@InFlight
public record OverlapSide(
        FoundOverlap found, List<String> owners, boolean gone, List<String> stakes) {
    /**
     * @param owners null before all registers are read
     */
    public OverlapSide(FoundOverlap found, OverlapOwners owners, boolean gone) {
        this(
                found,
                owners == null ? null : owners.parties(),
                gone,
                owners == null ? null : owners.stakes());
    }

    public String overlapId() {
        return found.overlapId();
    }
}
