package dev.vigil.schema.match;

import dev.vigil.schema.types.InState;

/**
 * Which numbers the packets have that wait for the index: from {@code first} up to {@code next}.
 */
@InState
public record WaitingRange(long first, long next) {
    public static final WaitingRange NONE = new WaitingRange(0, 0);

    /** How many wait. */
    public long count() {
        return next - first;
    }

    /** Whether none waits. */
    public boolean isEmpty() {
        return first == next;
    }
}
