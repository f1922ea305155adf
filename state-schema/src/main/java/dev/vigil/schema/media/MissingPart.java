package dev.vigil.schema.media;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** What an analysis lacks. */
@OnTopic
@InFlight
public record MissingPart(
        @Described("Why a part is missing.") MissingReason reason,
        @Described(
                        value =
                                "How many are missing, of what the reason names: segments, packets,"
                                        + " references or matches.",
                        unit = Unit.COUNT)
                long count) {
    public MissingPart {
        Check.present("reason", reason);
        Check.range("count", count, 1, Long.MAX_VALUE);
    }
}
