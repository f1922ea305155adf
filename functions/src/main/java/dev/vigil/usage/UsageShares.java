package dev.vigil.usage;

import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.usage.UsageRow;

/** How much of a row is an owner's. */
final class UsageShares {
    /** All of it, in basis points. */
    static final int WHOLE_BP = 10_000;

    private UsageShares() {}

    /**
     * Basis points, as they were when the row was shown first; 0 for none. A share that names no
     * part is all of it.
     */
    static int of(String ownerId, UsageRow row, RegisteredWork work) {
        long at = row.firstAt() == null ? row.dayFrom() : row.firstAt();
        int bp =
                work.owners(row.territory(), row.right())
                        .filter(share -> share.ownerId().equals(ownerId))
                        .filter(share -> share.holdsAt(at))
                        .mapToInt(share -> share.shareBp() == null ? WHOLE_BP : share.shareBp())
                        .sum();
        return Math.min(WHOLE_BP, bp);
    }
}
