package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A part of a work that no policy of its owners applies to. */
@OnTopic
@InState
@InFlight
public record ExcludedSegment(
        @Described(value = "Where it begins, from the start of the work.", unit = Unit.MS)
                long fromMs,
        @Described(value = "Where it ends, from the start of the work.", unit = Unit.MS)
                long toMs) {
    private static final long LONGEST_MS = 7L * 24 * 3_600_000;

    public ExcludedSegment {
        Check.range("fromMs", fromMs, 0, LONGEST_MS);
        Check.range("toMs", toMs, fromMs, LONGEST_MS);
    }

    /** True where all of that is in it. */
    public boolean contains(long startMs, long endMs) {
        return fromMs <= startMs && endMs <= toMs;
    }
}
