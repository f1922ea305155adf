package dev.vigil.schema.usage;

import dev.vigil.schema.types.InFlight;

/**
 * An account has shown a work whose owner offers a license for that.
 *
 * @param usedMs shown since the last of these
 */
@InFlight
public record UsageOffer(
        String accountId, String ownerId, long policyVersion, String offerRef, long usedMs) {}
