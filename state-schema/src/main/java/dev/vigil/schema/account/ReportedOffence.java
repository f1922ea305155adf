package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** An offence as a report to the department has it. */
@OnTopic
@InFlight
public record ReportedOffence(
        @Described("The offence.") Offence offence,
        @Described("Where it is.") OffenceState state,
        @Described(value = "When it fell.", unit = Unit.EPOCH_MS) @MayBeMissing Long fellAt) {
    public ReportedOffence {
        Check.present("offence", offence);
        Check.present("state", state);
    }
}
