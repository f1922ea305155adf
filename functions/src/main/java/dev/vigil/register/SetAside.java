package dev.vigil.register;

import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RightType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose claims don't count where, as people have decided. A decision on the rest of the world is
 * about what parties claim of the rest of the world: it leaves a share that names a territory.
 */
final class SetAside {
    static final String REST = "*";

    private final Map<String, Set<String>> byConflict = new HashMap<>();
    private final Map<RightType, Set<String>> territories = new TreeMap<>();
    private final Map<String, ConflictDecided> decisions = new HashMap<>();

    /**
     * @param latest one for each right and territory
     */
    SetAside(List<ConflictDecided> latest) {
        for (ConflictDecided decided : latest) {
            byConflict.put(decided.conflictId(), Set.copyOf(decided.setAside()));
            decisions.put(decided.conflictId(), decided);
            if (!decided.territory().equals(REST)) {
                territories
                        .computeIfAbsent(decided.rightType(), right -> new TreeSet<>())
                        .add(decided.territory());
            }
        }
    }

    boolean isAside(OwnerShare share, RightType right, String territory) {
        ConflictDecided decided = on(right, territory);
        return decided != null
                && byConflict.get(decided.conflictId()).contains(share.ownerId())
                && (share.everywhere() || decided.territory().equals(territory));
    }

    /** The decision that counts there; null for none. */
    ConflictDecided on(RightType right, String territory) {
        ConflictDecided there = decisions.get(OwnershipConflict.id(right, territory));
        return there != null ? there : decisions.get(OwnershipConflict.id(right, REST));
    }

    /** Territories that have a decision of their own. */
    Set<String> territories(RightType right) {
        return territories.getOrDefault(right, Set.of());
    }

    boolean isEmpty() {
        return decisions.isEmpty();
    }
}
