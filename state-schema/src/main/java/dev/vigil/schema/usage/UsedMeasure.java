package dev.vigil.schema.usage;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A measure on a session: a command, its confirmation or its failure, whichever was read first.
 *
 * @param measure null where the command was not read yet
 * @param territories empty for everywhere
 * @param effectiveAt when it took effect first (UTC epoch ms); null for not yet
 * @param effectiveLastAt the last time that was confirmed for it: of a later use of the session's
 *     id, where one begins between the two; null for not yet
 * @param failedAt when it was found without effect (UTC epoch ms); null for never
 */
@InState
@RecordBuilder
public record UsedMeasure(
        String commandId,
        long number,
        Measure measure,
        List<String> territories,
        Long effectiveAt,
        Long effectiveLastAt,
        Long failedAt)
        implements UsedMeasureBuilder.With {}
