package dev.vigil.schema.notice;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * A notice on an item.
 *
 * @param notifier null where only its notice knows: an item that joined later
 * @param receivedAt its T0 there
 */
@InState
@InFlight
public record ItemClaim(String noticeId, String notifier, long receivedAt) {}
