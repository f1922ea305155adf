package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What is kept of a session to know what it has shown.
 *
 * @param startAt of this use of its id; null for not known
 * @param receivedAt when the broker had the last of the sound that is counted (UTC epoch ms)
 * @param works least lately shown first
 * @param unders what pieces are shown under
 * @param measures by number
 * @param reports by their beginning
 * @param marks of what is not kept any more, the latest last
 * @param touchedAt event time of the last fact, to an hour
 */
@InState
@RecordBuilder
public record MeteredSession(
        Long startAt,
        long receivedAt,
        List<UsedWork> works,
        List<UsedUnder> unders,
        List<UsedMeasure> measures,
        List<SessionAudience> reports,
        List<UsedMark> marks,
        long touchedAt)
        implements MeteredSessionBuilder.With {
    public static final MeteredSession NEW =
            new MeteredSession(null, 0, List.of(), List.of(), List.of(), List.of(), List.of(), 0);
}
