package dev.vigil.register;

import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.List;

/**
 * All that was said about a work.
 *
 * @param desk as the desk has registered it; null where it has not
 * @param deskAt when that was received (UTC epoch ms)
 * @param claims the last version of each party's, those that were withdrawn too
 * @param decisions the last for each right and territory
 */
public record WorkFacts(
        String workId,
        RegisteredWork desk,
        long deskAt,
        List<KeptClaim> claims,
        List<ConflictDecided> decisions) {}
