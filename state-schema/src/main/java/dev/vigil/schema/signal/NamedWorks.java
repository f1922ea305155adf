package dev.vigil.schema.signal;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Works of this site that have an identifier of a signal.
 *
 * @param works by id, at most two: more is as ambiguous
 * @param at when that last changed (UTC epoch ms)
 */
@InState
public record NamedWorks(List<String> works, long at) {}
