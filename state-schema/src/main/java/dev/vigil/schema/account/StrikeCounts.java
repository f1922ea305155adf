package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;

/**
 * What strike.changed counts: offences, strikes, and the step they come to.
 *
 * @param offences that count
 * @param pending strikes if all disputes ended against the account
 */
@InState
public record StrikeCounts(int offences, int strikes, int pending, LadderStep step) {
    public static final StrikeCounts NONE = new StrikeCounts(0, 0, 0, LadderStep.S0);
}
