package dev.vigil.schema.account;

import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * An appeal as the standing of its account keeps it; the appeal id is its key.
 *
 * @param offenceId null of one about a measure, and while only its decision is known
 * @param measureId null of one about an offence
 * @param filedAt null while only its decision is known (UTC epoch ms)
 * @param outcome null while it is open
 * @param by who decided: a pointer
 * @param decidedAt null while it is open
 * @param firstOutcome of the first decision, which a later one may have corrected; null while it is
 *     open
 * @param firstAt when that was taken (UTC epoch ms)
 * @param seenAt when it was first named
 * @param known what it is about was there: it may have been forgotten since
 * @param position where it was read, until then
 */
@InState
@RecordBuilder
public record KeptAppeal(
        String offenceId,
        String measureId,
        Long filedAt,
        AppealOutcome outcome,
        String by,
        Long decidedAt,
        AppealOutcome firstOutcome,
        Long firstAt,
        long seenAt,
        boolean known,
        RecordPosition position)
        implements KeptAppealBuilder.With {}
