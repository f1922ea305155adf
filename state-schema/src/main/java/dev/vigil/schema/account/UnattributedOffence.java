package dev.vigil.schema.account;

import dev.vigil.schema.types.InFlight;

/**
 * A session or item that would be an offence but for its account, which is not known.
 *
 * @param time event time of the fact that made it one (UTC epoch ms)
 */
@InFlight
public record UnattributedOffence(String caseId, long time) {}
