package dev.vigil.schema.register;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** What a party claims of a right, in a territory and a span of time. */
@OnTopic
@InState
@InFlight
public record ClaimedShare(
        @Described("The party.") String claimant,
        @Described(value = "How much of it.", unit = Unit.BASIS_POINTS) int shareBp,
        @Described("True where it claims to own it alone. Missing is false.") @MayBeMissing
                Boolean exclusive) {}
