package dev.vigil.schema.state;

import dev.vigil.schema.event.HealthReason;
import dev.vigil.schema.event.HealthState;
import java.util.List;

/**
 * How a reference has behaved.
 *
 * @param blocked sessions that it was allowed to block on probation, as many as that allows
 * @param overturned sessions whose block was overturned since it was last confirmed
 */
public record ReferenceRecord(
        HealthState state, HealthReason reason, List<String> blocked, List<String> overturned) {
    /** Of a reference that has not blocked anything. */
    public static final ReferenceRecord NEW =
            new ReferenceRecord(HealthState.PROBATION, null, List.of(), List.of());
}
