package dev.vigil.usage;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.KeptConflicts;
import dev.vigil.schema.usage.UsageConflict;
import java.util.ArrayList;
import java.util.List;

/** What of a work is held, because its owners are in conflict. */
public final class Holds {
    /** Of a work at a time: there are two rights, and territories that are disputed together. */
    static final int MOST_CONFLICTS = 64;

    private Holds() {}

    /** With a conflict that began or ended; the same where nothing changes. */
    public static KeptConflicts on(KeptConflicts before, UsageConflict conflict) {
        List<UsageConflict> open = new ArrayList<>(before.open());
        open.removeIf(known -> known.conflictId().equals(conflict.conflictId()));
        if (conflict.open()) {
            if (open.size() == MOST_CONFLICTS) {
                // One for all: better too much is held than paid to the wrong one.
                open.clear();
                open.add(
                        new UsageConflict(
                                conflict.conflictId(), conflict.workId(), null, null, true));
            } else {
                open.add(conflict);
            }
        }
        return open.equals(before.open())
                ? before
                : new KeptConflicts(List.copyOf(open), before.rows());
    }

    /** When the row is forgotten (UTC epoch ms). */
    public static long toldUntil(String rowId, UsageRules rules) {
        return rules.days().to(UsageKey.of(rowId).day())
                + UsageRules.SETTLE_MS
                + UsageRules.AMEND_MS;
    }

    /** Whether the row waits for its owners. */
    public static boolean holds(KeptConflicts conflicts, String rowId) {
        if (conflicts.open().isEmpty()) {
            return false;
        }
        UsageKey key = UsageKey.of(rowId);
        return holds(conflicts, key.right(), key.territory());
    }

    private static boolean holds(KeptConflicts conflicts, RightType right, String territory) {
        return conflicts.open().stream().anyMatch(one -> one.concerns(right, territory));
    }
}
