package dev.vigil.schema.verdict;

import dev.vigil.schema.types.InState;

/**
 * A work in a live session that its owner gives its user time to stop.
 *
 * @param from capture time of the first match that was warned of (UTC epoch ms)
 */
@InState
public record GracedWork(String workId, long from) {}
