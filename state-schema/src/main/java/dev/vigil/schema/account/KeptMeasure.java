package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A measure on an account, commanded or about to be.
 *
 * @param id step/offence/measure; the account before it is its key
 * @param round counts up where the measure comes back after it was lifted
 * @param from null while only a confirmation names it (UTC epoch ms)
 * @param until null for no end
 * @param derivedAt since when it is derived without a break; null once it was commanded
 * @param command what was sent of it; null for nothing yet
 * @param lift what was sent to end it; null for nothing
 */
@InState
@RecordBuilder
public record KeptMeasure(
        String id,
        int round,
        Long from,
        Long until,
        String decisionRef,
        Long derivedAt,
        KeptSending command,
        KeptSending lift)
        implements KeptMeasureBuilder.With {
    public boolean isKnown() {
        return from != null;
    }

    /** Of one that is known: what its id ends with. */
    public Measure measure() {
        return Measure.valueOf(id.substring(id.lastIndexOf('/') + 1));
    }

    /** Of one that is known: what its id begins with. */
    public LadderStep step() {
        return LadderStep.valueOf(id.substring(0, id.indexOf('/')));
    }

    /** A measure that returns is another command: the platform has ended the first. */
    public String commandId(String accountId) {
        return accountId + "/" + id + (round <= 1 ? "" : "/" + round);
    }

    public String liftId(String accountId) {
        return commandId(accountId) + "/lift";
    }
}
