package dev.vigil.schema.register;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** A span of time in which parties claim more than there is. */
@OnTopic
@InState
@InFlight
public record ConflictPart(
        @Described(value = "First moment. Missing: always.", unit = Unit.EPOCH_MS) @MayBeMissing
                Long from,
        @Described(value = "First moment after it. Missing: without end.", unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long to,
        @Described(value = "How much more than the whole is claimed.", unit = Unit.BASIS_POINTS)
                int overBp,
        @Described("What each party claims there, at most 20, and nothing of its contracts.")
                List<ClaimedShare> claims,
        @Described(
                        value = "Parties that are left out of claims. Missing is none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreClaims) {}
