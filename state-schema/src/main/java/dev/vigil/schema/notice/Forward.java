package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;

/** Region FORWARD of a notice; {@code deliveredAt} is null while it is pending. */
@InState
public record Forward(ForwardState state, Long deliveredAt) {
    public static final Forward PENDING = new Forward(ForwardState.PENDING, null);
}
