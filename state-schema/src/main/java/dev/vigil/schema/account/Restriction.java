package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A measure on an account. */
@OnTopic
@InFlight
@RecordBuilder
public record Restriction(
        @Described("account/step/strike/measure, as in the command.") String commandId,
        @Described("What is restricted.") Measure measure,
        @Described(value = "When it begins.", unit = Unit.EPOCH_MS) long from,
        @Described(
                        value = "When it ends by itself. Missing where it has no end.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long until,
        @Described(
                        value =
                                "When the platform carried it out. Missing while it has not "
                                        + "confirmed.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long confirmedAt)
        implements RestrictionBuilder.With {
    public Restriction {
        Check.text("commandId", commandId, 700);
        Check.present("measure", measure);
    }
}
