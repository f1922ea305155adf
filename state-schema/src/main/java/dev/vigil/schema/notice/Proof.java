package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;

/**
 * A confirmed measure on an item.
 *
 * @param at when it took effect (UTC epoch ms)
 * @param notFound true where it is the proof that there is no such item
 */
@InState
public record Proof(long at, boolean notFound) {}
