package dev.vigil.schema.reference;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How a reference has behaved.
 *
 * @param blocked sessions that it was allowed to block on probation, as many as that allows
 * @param overturned sessions whose block was overturned since it was last confirmed
 * @param measure of its latest version; null for a feed, and before it was read
 * @param asserted version of which a person has decided that what it shares with works of other
 *     owners is its own; null for none
 */
@InState
@RecordBuilder
public record ReferenceRecord(
        HealthState state,
        HealthReason reason,
        List<String> blocked,
        List<String> overturned,
        ReferenceMeasure measure,
        Long asserted)
        implements ReferenceRecordBuilder.With {
    /** Of a reference that has not blocked anything. */
    public static final ReferenceRecord NEW =
            new ReferenceRecord(HealthState.PROBATION, null, List.of(), List.of(), null, null);

    /** The same where a later version is known. */
    public ReferenceRecord measured(ReferenceMeasure other) {
        return measure != null && measure.version() > other.version() ? this : withMeasure(other);
    }

    /** A person has decided that what this version shares with works of other owners is its own. */
    public boolean isAsserted() {
        return asserted != null && asserted == version();
    }

    /** Of the recording; 0 where it is not known. */
    public long version() {
        return measure == null ? 0 : measure.version();
    }
}
