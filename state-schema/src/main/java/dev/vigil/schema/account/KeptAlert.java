package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * An alert of an account that is active.
 *
 * @param since (UTC epoch ms)
 * @param at when it was last published
 */
@InState
@RecordBuilder
public record KeptAlert(LedgerAlertKind kind, String subject, long since, long at)
        implements KeptAlertBuilder.With {}
