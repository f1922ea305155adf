package dev.vigil.schema.state;

/** A notice on an item; {@code receivedAt} is its T0 there. */
public record ItemClaim(String noticeId, String notifier, long receivedAt) {}
