package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;

/**
 * A person's word on an appeal.
 *
 * @param by who decided: a pointer
 * @param at (UTC epoch ms)
 */
@InState
public record KeptDecision(AppealOutcome outcome, String by, long at) {}
