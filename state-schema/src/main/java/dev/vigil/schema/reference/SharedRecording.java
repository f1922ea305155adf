package dev.vigil.schema.reference;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * What a recording has in common with one of another work, as it was last published.
 *
 * @param overlapId names the two recordings
 * @param ofOneOwner true where each owner of this work owns the other too
 * @param holds false where one of the recordings was read anew without it, or went
 * @param stretches at most 20
 * @param at when the recording that it was found by was read (UTC epoch ms)
 */
@InState
@InFlight
public record SharedRecording(
        String overlapId,
        String workId,
        String referenceId,
        String otherWorkId,
        String otherReferenceId,
        boolean ofOneOwner,
        boolean holds,
        List<SharedStretch> stretches,
        long at) {}
