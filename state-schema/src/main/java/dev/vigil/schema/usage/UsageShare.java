package dev.vigil.schema.usage;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** An owner's part in a row of usage. */
@OnTopic
@InState
@InFlight
public record UsageShare(
        @Described("The owner.") String ownerId,
        @Described(value = "Its part in the row.", unit = Unit.BASIS_POINTS) int shareBp) {
    public UsageShare {
        Check.id("ownerId", ownerId);
        Check.range("shareBp", shareBp, 1, 10_000);
    }
}
