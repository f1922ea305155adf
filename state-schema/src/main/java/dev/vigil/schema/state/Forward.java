package dev.vigil.schema.state;

import dev.vigil.schema.event.ForwardState;

/** Region FORWARD of a notice; {@code deliveredAt} is null while it is pending. */
public record Forward(ForwardState state, Long deliveredAt) {
    public static final Forward PENDING = new Forward(ForwardState.PENDING, null);
}
