package dev.vigil.schema.notifier;

import dev.vigil.schema.types.InState;

/**
 * Notices of one notifier whose last event fell on one UTC day.
 *
 * @param day days since 1970
 * @param remembered of them, those that are known one by one
 */
@InState
public record NotifierDay(
        long day,
        int remembered,
        int received,
        int upheld,
        int unfounded,
        int forged,
        int overturned) {}
