package dev.vigil.schema.account;

import dev.vigil.schema.types.InFlight;

/**
 * What the ledger has published about an account is to go from a compacted topic: erased, or
 * forgotten.
 *
 * @param offenceId null for the standing
 * @param at when, in event time (UTC epoch ms)
 */
@InFlight
public record Forgotten(String accountId, String offenceId, long at) {}
