package dev.vigil.schema.usage;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Owners are in conflict about a work, or are no more.
 *
 * @param right null for all
 * @param territory null or * for everywhere
 * @param spans what of time it is about, in order; empty where it is over
 */
@InState
@InFlight
public record UsageConflict(
        String conflictId,
        String workId,
        RightType right,
        String territory,
        List<ContestedSpan> spans) {
    /** Always. */
    public static final List<ContestedSpan> ALWAYS = List.of(new ContestedSpan(null, null));

    public boolean open() {
        return !spans.isEmpty();
    }

    /** True where it is about that right there and then; of the rest of the world in part. */
    public boolean concerns(RightType which, String where, long from, long to) {
        return (right == null || right == which)
                && (territory == null || territory.equals("*") || territory.equals(where))
                && isAbout(from, to);
    }

    /** True where it is about any moment from the first to before the second. */
    public boolean isAbout(long from, long to) {
        return spans.stream().anyMatch(span -> span.meets(from, to));
    }
}
