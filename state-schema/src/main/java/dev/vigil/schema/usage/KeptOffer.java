package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;

/**
 * An offer of an owner.
 *
 * @param at when it was made, or its reason was found (UTC epoch ms)
 */
@InState
public record KeptOffer(String ownerId, long policyVersion, String offerRef, long at) {}
