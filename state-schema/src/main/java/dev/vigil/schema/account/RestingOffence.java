package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;

/**
 * An offence that rests on a ground.
 *
 * @param at when that was read (event time, UTC epoch ms)
 */
@InState
public record RestingOffence(String accountId, String offenceId, long at) {}
