package dev.vigil.schema.register;

import dev.vigil.schema.types.InState;

/**
 * A party's claim of a work.
 *
 * @param claim without its proof, and without its signature, which its door has looked at
 * @param receivedAt Kafka's time of its record (UTC epoch ms)
 */
@InState
public record KeptClaim(WorkClaim claim, long receivedAt) {}
