package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A measure on an account, commanded or about to be.
 *
 * @param measureId account/step/offence/measure
 * @param round counts up where the measure comes back after it was lifted
 * @param measure null while only a confirmation names it
 * @param from (UTC epoch ms)
 * @param until null for no end
 * @param derivedAt since when it is derived without a break
 * @param command what was sent of it; null for nothing yet
 * @param lift what was sent to end it; null for nothing
 */
@InState
@RecordBuilder
public record KeptMeasure(
        String measureId,
        int round,
        Measure measure,
        LadderStep step,
        long from,
        Long until,
        String decisionRef,
        long derivedAt,
        KeptSending command,
        KeptSending lift)
        implements KeptMeasureBuilder.With {
    /** A measure that returns is another command: the platform has ended the first. */
    public String commandId() {
        return round <= 1 ? measureId : measureId + "/" + round;
    }

    public String liftId() {
        return commandId() + "/lift";
    }
}
