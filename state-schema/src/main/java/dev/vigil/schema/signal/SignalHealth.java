package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** How the recording has behaved where it comes from. */
@OnTopic
@InState
@InFlight
public record SignalHealth(
        @Described(value = "Sessions that it has blocked there.", unit = Unit.COUNT) long blocks,
        @Described(value = "Of these, blocks that were overturned.", unit = Unit.COUNT)
                long overturned,
        @Described("Who has confirmed it there.") FormedBy confirmedBy) {
    public SignalHealth {
        Check.range("blocks", blocks, 0, Long.MAX_VALUE);
        Check.range("overturned", overturned, 0, Long.MAX_VALUE);
        Check.present("confirmedBy", confirmedBy);
    }
}
