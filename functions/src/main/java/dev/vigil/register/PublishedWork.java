package dev.vigil.register;

import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.Map;

/**
 * What was published of a work.
 *
 * @param effective with the owners that claims make; null for nothing yet
 * @param receipts the last by claimant, without what they answer; that of the desk by {@link #DESK}
 * @param conflicts by conflictId, those that are over for as long as parties have to agree
 * @param askedAt when a person was last asked about one of them (UTC epoch ms)
 */
public record PublishedWork(
        RegisteredWork effective,
        Map<String, RegistrationReceipt> receipts,
        Map<String, OwnershipConflict> conflicts,
        long askedAt) {
    /** No claimant has this id. */
    public static final String DESK = "";
}
