package dev.vigil.register;

import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.List;

/**
 * What is to be published of a work that was not yet.
 *
 * @param effective null where its owners are as they were published
 * @param forgotten conflicts that have been over for long enough: their conflictId
 * @param nextAt when to look again without a new fact (UTC epoch ms); null for never
 */
public record RegisterOutput(
        RegisteredWork effective,
        List<RegistrationReceipt> receipts,
        List<OwnershipConflict> conflicts,
        List<LedgerAlert> alerts,
        List<String> forgotten,
        Long nextAt) {}
