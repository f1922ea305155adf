package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;

/**
 * Shown in 24 hours.
 *
 * @param from their beginning, in UTC (UTC epoch ms)
 */
@InState
public record UsedDay(long from, long usedMs) {}
