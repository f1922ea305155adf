package dev.vigil.schema.account;

import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What is known of a session or an item that may be an offence: facts, as they were read last.
 *
 * @param accountId null while it is not named
 * @param episodes verdicts that block now, the latest 8 of the session, earliest first
 * @param fallen reasons that stood once and do not now, the latest 16
 * @param occurredAt the first infringing capture of any verdict that has ever blocked
 * @param establishedAt when a measure first took effect; null for never
 * @param measure of the latest command that took effect
 * @param lastConfirmed number of that command; 0 for none
 * @param lastLifted number of the last command that took a measure back; 0 for none
 * @param liftedBefore number of the one before that; 0 for none
 * @param measures the latest 16 commands
 * @param outcomes of an item: one for each notice on it, at most 32
 * @param touchedAt event time of the last fact, to a day
 */
@InState
@RecordBuilder
public record OffenceCase(
        String accountId,
        List<CaseEpisode> episodes,
        List<OffenceReason> fallen,
        Long occurredAt,
        Long establishedAt,
        Measure measure,
        long lastConfirmed,
        long lastLifted,
        long liftedBefore,
        List<CaseMeasure> measures,
        List<ItemOutcome> outcomes,
        long touchedAt)
        implements OffenceCaseBuilder.With {
    public static final OffenceCase EMPTY =
            OffenceCaseBuilder.builder()
                    .episodes(List.of())
                    .fallen(List.of())
                    .measures(List.of())
                    .outcomes(List.of())
                    .build();
}
