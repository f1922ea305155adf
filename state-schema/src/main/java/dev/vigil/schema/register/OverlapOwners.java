package dev.vigil.schema.register;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Who owns a work, as far as overlaps of its recordings ask.
 *
 * @param parties in order, at most 20
 * @param stakes of each party its id, a slash, and where, when and in which rights it owns the
 *     work: a text that is the same for two works where that is; none where parties contradict each
 *     other, or are more than 20
 * @param version of the work's record
 * @param revision of its owners by claims; 0 where there is none
 */
@InState
@InFlight
public record OverlapOwners(
        List<String> parties, List<String> stakes, long version, long revision) {
    /** Of a work that is not registered. */
    public static final OverlapOwners NONE = new OverlapOwners(List.of(), List.of(), 0, 0);

    /**
     * Whether this one counts once both are known, in whatever order: as in {@code
     * RegisteredWork.merged}, the owners of the later revision, of one revision the later version.
     */
    public boolean supersedes(OverlapOwners other) {
        return revision == other.revision ? version >= other.version : revision > other.revision;
    }
}
