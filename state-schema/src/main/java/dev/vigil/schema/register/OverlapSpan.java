package dev.vigil.schema.register;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
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
        @Described(value = "Where it ends in the other.", unit = Unit.MS) long otherToMs,
        @Described(
                        "True where this recording had it later than the other, false where it had"
                                + " it first. Missing in records of before, where it is not known.")
                @MayBeMissing
                Boolean newer) {
    /** Of which it is not known who had it first. */
    public OverlapSpan(long fromMs, long toMs, long otherFromMs, long otherToMs) {
        this(fromMs, toMs, otherFromMs, otherToMs, null);
    }

    /** As the other sees it. */
    public OverlapSpan mirrored() {
        return new OverlapSpan(otherFromMs, otherToMs, fromMs, toMs, newer == null ? null : !newer);
    }

    /** The same stretch, which the other side had first, or this one. */
    public OverlapSpan had(Boolean later) {
        return new OverlapSpan(fromMs, toMs, otherFromMs, otherToMs, later);
    }

    public long lengthMs() {
        return toMs - fromMs;
    }
}
