package dev.vigil.usage;

import dev.vigil.schema.usage.KeptConflicts;
import dev.vigil.schema.usage.KeptHold;
import dev.vigil.schema.usage.KeptOwners;
import dev.vigil.schema.usage.UsageConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose the rows of a work are, and which wait because its owners are in conflict. */
public final class Holds {
    /** Of a work at a time: there is one for each right and territory that claims name. */
    static final int MOST_CONFLICTS = 1_000;

    /** Of those that are not named any more; no conflict has this id. */
    private static final String OTHERS = "";

    private final UsageDays days;
    private final KeptConflicts conflicts;
    private final KeptOwners owners;
    private final Map<UsageKey, KeptHold> known = new HashMap<>();

    public Holds(UsageRules rules, KeptConflicts conflicts, KeptOwners owners) {
        days = rules.days();
        this.conflicts = conflicts;
        this.owners = owners;
    }

    /** With a conflict that began, changed or ended; the same where nothing changes. */
    public static KeptConflicts on(KeptConflicts before, UsageConflict conflict) {
        List<UsageConflict> open = new ArrayList<>(before.open());
        boolean isKnown = open.removeIf(known -> known.conflictId().equals(conflict.conflictId()));
        if (conflict.open() && (isKnown || open.size() < MOST_CONFLICTS)) {
            open.add(conflict);
        } else if (conflict.open() && open.stream().noneMatch(Holds::isOfOthers)) {
            // Better too much is held than paid to the wrong one.
            open.add(
                    new UsageConflict(OTHERS, conflict.workId(), null, null, UsageConflict.ALWAYS));
        }
        if (open.stream().allMatch(Holds::isOfOthers)) {
            open.clear();
        }
        return open.equals(before.open())
                ? before
                : new KeptConflicts(List.copyOf(open), before.rows());
    }

    private static boolean isOfOthers(UsageConflict conflict) {
        return conflict.conflictId().equals(OTHERS);
    }

    /** True where any right of the work is in conflict at a moment. */
    public static boolean isContested(KeptConflicts conflicts, long atMs) {
        return conflicts.open().stream().anyMatch(one -> one.isAbout(atMs, atMs + 1));
    }

    /** What the row is to know. */
    public KeptHold of(String rowId) {
        UsageKey key = UsageKey.of(rowId);
        // Whatever the basis.
        return known.computeIfAbsent(
                new UsageKey(key.day(), key.workId(), key.territory(), key.right(), ""),
                this::hold);
    }

    private KeptHold hold(UsageKey key) {
        long from = days.from(key.day());
        long to = days.to(key.day());
        return new KeptHold(
                to + UsageRules.SETTLE_MS + UsageRules.AMEND_MS,
                conflicts.open().stream()
                        .anyMatch(one -> one.concerns(key.right(), key.territory(), from, to)),
                UsageShares.of(owners, key.territory(), key.right(), from, to));
    }
}
