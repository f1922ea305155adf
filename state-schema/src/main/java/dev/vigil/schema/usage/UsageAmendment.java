package dev.vigil.schema.usage;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How a settled row has changed between two statements: why, and what it was before. Changes of one
 * month are one.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record UsageAmendment(
        @Described(value = "First revision of the row with a change.", unit = Unit.FROM_1)
                long revision,
        @Described("Why, each reason once.") List<UsageReason> reasons,
        @Described(
                        value =
                                "When the last of the changes was found, in event time: it is in the"
                                        + " statement that closes next.",
                        unit = Unit.EPOCH_MS)
                long at,
        @Described(value = "usedMs before.", unit = Unit.MS) long previousUsedMs,
        @Described(value = "sessions before.", unit = Unit.COUNT) long previousSessions,
        @Described(value = "audienceMs before. Missing where it was unknown.", unit = Unit.MS)
                @MayBeMissing
                Long previousAudienceMs,
        @Described(value = "viewMs before. Missing where it was unknown.", unit = Unit.MS)
                @MayBeMissing
                Long previousViewMs,
        @Described(value = "plays before. Missing where they were unknown.", unit = Unit.COUNT)
                @MayBeMissing
                Long previousPlays,
        @Described("True where it was held before. Missing is false.") @MayBeMissing
                Boolean previousHeld,
        @Described("shares before. Missing where it had no owner.") @MayBeMissing
                List<UsageShare> previousShares)
        implements UsageAmendmentBuilder.With {
    public UsageAmendment {
        reasons = Check.list("reasons", reasons, 1, UsageReason.values().length);
        previousShares = Check.list("previousShares", previousShares, 0, UsageRow.MOST_SHARES);
    }
}
