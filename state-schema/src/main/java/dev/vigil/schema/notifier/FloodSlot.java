package dev.vigil.schema.notifier;

import dev.vigil.schema.types.InState;

/**
 * Notices received in one slot of the flood window.
 *
 * @param slot slots since 1970
 */
@InState
public record FloodSlot(long slot, int notices) {}
