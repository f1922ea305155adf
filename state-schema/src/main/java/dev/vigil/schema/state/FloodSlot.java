package dev.vigil.schema.state;

/**
 * Notices received in one slot of the flood window.
 *
 * @param slot slots since 1970
 */
public record FloodSlot(long slot, int notices) {}
