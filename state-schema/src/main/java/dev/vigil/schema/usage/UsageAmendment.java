package dev.vigil.schema.usage;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A change of a settled row: why, and what it was before. */
@OnTopic
@InState
@InFlight
public record UsageAmendment(
        @Described(value = "Revision of the row that brought the change.", unit = Unit.FROM_1)
                long revision,
        @Described("Why.") UsageReason reason,
        @Described(
                        value = "Time of the record that led to it, in event time.",
                        unit = Unit.EPOCH_MS)
                long at,
        @Described(value = "usedMs before.", unit = Unit.MS) long previousUsedMs,
        @Described(value = "sessions before.", unit = Unit.COUNT) long previousSessions,
        @Described(value = "viewMs before. Missing where it was unknown.", unit = Unit.MS)
                @MayBeMissing
                Long previousViewMs,
        @Described(value = "plays before. Missing where they were unknown.", unit = Unit.COUNT)
                @MayBeMissing
                Long previousPlays,
        @Described("True where it was held before. Missing is false.") @MayBeMissing
                Boolean previousHeld) {}
