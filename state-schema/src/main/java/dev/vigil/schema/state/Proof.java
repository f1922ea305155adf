package dev.vigil.schema.state;

/**
 * A confirmed measure on an item.
 *
 * @param at when it took effect (UTC epoch ms)
 * @param notFound true where it is the proof that there is no such item
 */
public record Proof(long at, boolean notFound) {}
