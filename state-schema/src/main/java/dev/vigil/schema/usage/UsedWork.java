package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a session has shown of a work.
 *
 * @param pieces in their order in the session; they never overlap
 * @param closedMs all before it is counted and not kept any more; 0 for none
 * @param matches those of a live session that go on
 * @param since of an upload: what its plays are under, earliest first; else empty
 */
@InState
@RecordBuilder
public record UsedWork(
        String workId,
        List<UsedPiece> pieces,
        long closedMs,
        List<UsedMatch> matches,
        List<UsedSince> since)
        implements UsedWorkBuilder.With {
    /** Nothing yet. */
    public static UsedWork of(String workId) {
        return new UsedWork(workId, List.of(), 0, List.of(), List.of());
    }
}
