package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Region INTAKE of a notice.
 *
 * @param missing statutory elements that it lacks
 * @param decidedAt when triage decided; null before
 * @param duplicateOf the notice that covers it; null for none
 * @param lapsesAt when it lapses without a supplement; null for never
 * @param rejectedAs of REJECTED: UNFOUNDED, FORGED or DECLINED; null otherwise
 */
@InState
@RecordBuilder
public record Intake(
        IntakeState state,
        List<Element> missing,
        Long decidedAt,
        String reason,
        String duplicateOf,
        Long lapsesAt,
        ItemOutcomeKind rejectedAs)
        implements IntakeBuilder.With {
    public Intake decided(IntakeState state, long at, String reason) {
        return IntakeBuilder.builder()
                .state(state)
                .missing(missing)
                .decidedAt(at)
                .reason(reason)
                .build();
    }
}
