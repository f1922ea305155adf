package dev.vigil.schema.register;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A stretch that two recordings have in common. */
@OnTopic
@InState
@InFlight
public record OverlapSpan(
        @Described(value = "Where it begins in this recording.", unit = Unit.MS) long fromMs,
        @Described(value = "Where it ends in this recording.", unit = Unit.MS) long toMs,
        @Described(value = "Where it begins in the other.", unit = Unit.MS) long otherFromMs,
        @Described(value = "Where it ends in the other.", unit = Unit.MS) long otherToMs) {
    /** As the other sees it. */
    public OverlapSpan mirrored() {
        return new OverlapSpan(otherFromMs, otherToMs, fromMs, toMs);
    }

    public long lengthMs() {
        return toMs - fromMs;
    }
}
