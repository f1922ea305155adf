package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A measure on an account, commanded or about to be.
 *
 * @param id step/offence/measure, kept with the measure's short name; the account before it is its
 *     key
 * @param round counts up where the measure comes back after it was lifted; null for 1
 * @param from null while only a confirmation names it (UTC epoch ms)
 * @param until null for no end
 * @param derivedAt since when it is derived without a break; null once it was commanded
 * @param command what was sent of it; null for nothing yet; once its end is confirmed only when it
 *     was confirmed itself
 * @param lift what was sent to end it; null for nothing
 */
@InState
@RecordBuilder
public record KeptMeasure(
        String id,
        Integer round,
        Long from,
        Long until,
        String decisionRef,
        Long derivedAt,
        KeptSending command,
        KeptSending lift)
        implements KeptMeasureBuilder.With {
    public KeptMeasure {
        id = id == null ? null : packed(id);
        round = round == null || round == 1 ? null : round;
    }

    private static String packed(String id) {
        int end = id.lastIndexOf('/') + 1;
        for (Measure one : Measure.values()) {
            if (one.name().equals(id.substring(end))) {
                return id.substring(0, end) + one.shortName();
            }
        }
        return id;
    }

    @Override
    public String id() {
        int end = id.lastIndexOf('/') + 1;
        return id.substring(0, end) + measure().name();
    }

    @Override
    public Integer round() {
        return round == null ? Integer.valueOf(1) : round;
    }

    public boolean isKnown() {
        return from != null;
    }

    /** What its id ends with. */
    public Measure measure() {
        String measure = id.substring(id.lastIndexOf('/') + 1);
        for (Measure one : Measure.values()) {
            if (one.shortName().equals(measure)) {
                return one;
            }
        }
        throw new IllegalStateException("measure: expected a short name, got " + measure);
    }

    /** Of one that is known: what its id begins with. */
    public LadderStep step() {
        return LadderStep.valueOf(id.substring(0, id.indexOf('/')));
    }

    /** A measure that returns is another command: the platform has ended the first. */
    public String commandId(String accountId) {
        return accountId + "/" + id() + (round == null ? "" : "/" + round);
    }

    public String liftId(String accountId) {
        return commandId(accountId) + "/lift";
    }
}
