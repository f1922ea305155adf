package dev.vigil.schema.account;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * Whether a ground holds, for an account whose offences rest on it.
 *
 * @param ground list/ENTRY or reference/WORK/REFERENCE
 * @param offenceId null for all offences of the account that rest on it
 * @param version of the entry, or time of the review; the highest counts
 * @param at when it changed (UTC epoch ms)
 * @param seenAt event time of the fact that reported it: its offence may be read later
 */
@InState
@InFlight
public record GroundState(
        String ground, String offenceId, boolean stands, long version, long at, long seenAt) {
    /** One that was read at the time of its change. */
    public GroundState(String ground, String offenceId, boolean stands, long version, long at) {
        this(ground, offenceId, stands, version, at, at);
    }

    public GroundState seen(long time) {
        return new GroundState(ground, offenceId, stands, version, at, time);
    }
}
