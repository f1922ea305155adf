package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * The recordings that were found in a session, and what there is to be looked at of each.
 *
 * @param life which use of the session's id it is of, see {@link
 *     dev.vigil.schema.media.StreamPacket}
 */
@InState
public record GatheredEvidence(long life, List<GatheredLine> lines) {}
