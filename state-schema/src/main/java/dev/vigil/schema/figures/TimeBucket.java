package dev.vigil.schema.figures;

import dev.vigil.schema.check.Described;
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
                                        + " tenth apart and a minute at least. That of what is"
                                        + " longer than 400 days is 9223372036854775807.",
                        unit = Unit.MS)
                long upToMs,
        @Described(value = "How many.", unit = Unit.COUNT) long count) {}
