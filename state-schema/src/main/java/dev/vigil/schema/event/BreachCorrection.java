package dev.vigil.schema.event;

/**
 * What became known after a breach record; both stay.
 *
 * @param cleared true where the last item was done in time, by its proof
 */
public record BreachCorrection(
        String breachId,
        String noticeId,
        int generation,
        long dueAt,
        long doneAt,
        boolean cleared) {}
