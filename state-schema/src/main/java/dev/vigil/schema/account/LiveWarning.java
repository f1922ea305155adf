package dev.vigil.schema.account;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A work in a running stream that its user is to be warned of in the room.
 *
 * @param offenceId session:ID, whether or not it will be an offence
 * @param owners whose wish it is, at most 16
 * @param timeCodes at most 10
 * @param stopBy when the stream is cut if the work goes on (UTC epoch ms); null where no owner has
 *     given a time
 * @param at when the broker received the newest of it (UTC epoch ms)
 */
@InState
@InFlight
@RecordBuilder
public record LiveWarning(
        String offenceId,
        String workId,
        List<String> owners,
        List<TimeCode> timeCodes,
        Long stopBy,
        long at)
        implements LiveWarningBuilder.With {}
