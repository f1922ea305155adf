package dev.vigil.schema.reference;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * How a reference has behaved.
 *
 * @param blocked sessions that it was allowed to block on probation, as many as that allows
 * @param overturned sessions whose block was overturned since it was last confirmed
 */
@InState
public record ReferenceRecord(
        HealthState state, HealthReason reason, List<String> blocked, List<String> overturned) {
    /** Of a reference that has not blocked anything. */
    public static final ReferenceRecord NEW =
            new ReferenceRecord(HealthState.PROBATION, null, List.of(), List.of());
}
