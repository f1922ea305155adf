package dev.vigil.schema.register;

import dev.vigil.schema.types.InState;

/**
 * What is kept of an overlap.
 *
 * @param first the side whose name is smaller; null before it is known
 * @param second the other; null before it is known
 * @param open whether it was last published as open
 */
@InState
public record OverlapBook(OverlapSide first, OverlapSide second, boolean open) {
    public static final OverlapBook NEW = new OverlapBook(null, null, false);
}
