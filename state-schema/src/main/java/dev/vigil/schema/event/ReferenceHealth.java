package dev.vigil.schema.event;

/**
 * A reference stopped blocking, or may again: {@code reference.health}; the last one counts.
 *
 * @param blocked sessions that it has blocked while on probation
 * @param overturned sessions whose block was overturned since it was last confirmed
 * @param at processing time (UTC epoch ms)
 */
public record ReferenceHealth(
        String workId,
        String referenceId,
        HealthState state,
        @MayBeMissing HealthReason reason,
        int blocked,
        int overturned,
        long at) {}
