package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Offences that no account is known of, since there last were none for an hour.
 *
 * @param caseId the first of them, session:ID or item:ID
 * @param since event time of the first (UTC epoch ms)
 * @param lastAt event time of the latest (UTC epoch ms)
 * @param count how many there are
 * @param told how many of them were in the last alert; 0 for none yet
 */
@InState
@RecordBuilder
public record UnattributedOffences(String caseId, long since, long lastAt, long count, long told)
        implements UnattributedOffencesBuilder.With {}
