package dev.vigil.schema.register;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * One of the two sides of an overlap.
 *
 * @param found as its work sees it
 * @param owners of its work; empty where none is known
 * @param gone true where its recording was read anew, or went
 */
@InState
@InFlight
public record OverlapSide(FoundOverlap found, List<String> owners, boolean gone) {
    public String overlapId() {
        return found.overlapId();
    }
}
