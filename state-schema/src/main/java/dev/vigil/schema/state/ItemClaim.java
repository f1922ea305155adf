package dev.vigil.schema.state;

/**
 * A notice on an item.
 *
 * @param notifier null where only its notice knows: an item that joined later
 * @param receivedAt its T0 there
 */
public record ItemClaim(String noticeId, String notifier, long receivedAt) {}
