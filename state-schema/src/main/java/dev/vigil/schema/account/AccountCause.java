package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;

/**
 * The fact that a change follows from.
 *
 * @param id of the offence, ground, warning, appeal, proposal
 * @param kind a stable code
 * @param at the time of the fact (UTC epoch ms)
 */
@InState
public record AccountCause(String id, String kind, long at) {}
