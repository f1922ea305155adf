package dev.vigil.schema.figures;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** How many times are no longer than this, and longer than the bucket before. */
@OnTopic
@InState
@InFlight
public record TimeBucket(
        @Described(
                        value =
                                "The longest that is counted here: buckets have fixed bounds, a"
                                        + " tenth apart at most, or 0.1 s. Missing of what is longer"
                                        + " than all of them, 400 days.",
                        unit = Unit.MS)
                @MayBeMissing
                Long upToMs,
        @Described(value = "How many.", unit = Unit.COUNT) long count) {}
