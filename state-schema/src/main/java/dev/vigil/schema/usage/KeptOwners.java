package dev.vigil.schema.usage;

import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * Who owns a work, of its records the owners alone.
 *
 * @param desk as the desk has registered it; null for not known
 * @param effective with the owners that claims make; null where there are no claims
 */
@InState
public record KeptOwners(RegisteredWork desk, RegisteredWork effective) {
    public static final KeptOwners NONE = new KeptOwners(null, null);

    /** Returns this where nothing of it is new. */
    public KeptOwners with(RegisteredWork work) {
        boolean isOfDesk = work.claimsRevision() == null;
        RegisteredWork known = isOfDesk ? desk : effective;
        RegisteredWork bare =
                work.having(work.owners())
                        .with()
                        .excludedSegments(List.of())
                        .contested(List.of())
                        .build();
        if (known != null && (bare.equals(known) || !bare.supersedes(known))) {
            return this;
        }
        return isOfDesk ? new KeptOwners(bare, effective) : new KeptOwners(desk, bare);
    }

    /** Those that count. */
    public List<OwnerShare> shares() {
        RegisteredWork work = effective == null ? desk : effective;
        return work == null ? List.of() : work.owners();
    }
}
