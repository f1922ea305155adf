package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Region INTAKE of a notice.
 *
 * @param missing statutory elements that it lacks
 * @param decidedAt when triage decided; null before
 * @param duplicateOf the notice that covers it; null for none
 * @param lapsesAt when it lapses without a supplement; null for never
 */
@InState
public record Intake(
        IntakeState state,
        List<Element> missing,
        Long decidedAt,
        String reason,
        String duplicateOf,
        Long lapsesAt) {
    public Intake decided(IntakeState state, long at, String reason) {
        return new Intake(state, missing, at, reason, null, null);
    }
}
