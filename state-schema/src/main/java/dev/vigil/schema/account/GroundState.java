package dev.vigil.schema.account;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * Whether a ground stands, told to an account whose offences rest on it.
 *
 * @param ground list/ENTRY or reference/WORK/REFERENCE
 * @param offenceId null for all offences of the account that rest on it
 * @param version of the entry, or time of the review; the highest counts
 * @param at when it changed (UTC epoch ms)
 */
@InState
@InFlight
public record GroundState(String ground, String offenceId, boolean stands, long version, long at) {}
