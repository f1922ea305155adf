package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;

/**
 * An offence that rests on a ground.
 *
 * @param at when that was read (UTC epoch ms); never earlier than of the one before it
 */
@InState
public record RestingOffence(String accountId, String offenceId, long at) {}
