package dev.vigil.schema.rights;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.WorkListing;
import dev.vigil.schema.types.InState;
import java.util.List;
import java.util.TreeSet;

/**
 * What may change how open matches and recent uploads of a work are judged.
 *
 * @param entries of the list; they concern all, and are carried to them. Where there are too many,
 *     those alone that have left a reference
 * @param many whether there were: each match is brought the entries of its reference as they are
 * @param left entries that have left a reference which they were on, and are found there no more
 * @param all true where something else has changed that concerns all, such as an owner's wish
 * @param grantees whose authorizations have changed
 * @param referenceIds references that a person has looked at
 */
@InState
public record RecentChange(
        WorkListing entries,
        boolean many,
        List<String> left,
        boolean all,
        List<String> grantees,
        List<String> referenceIds) {
    /** Of more of them it is cheaper to ask everybody than to keep their names. */
    private static final int MOST_NAMES = 1_000;

    /** Each is carried to every match that the change concerns. */
    private static final int MOST_ENTRIES = 100;

    public static final RecentChange NONE =
            new RecentChange(WorkListing.NONE, false, List.of(), false, List.of(), List.of());

    /** Concerns every match. */
    public static final RecentChange ALL =
            new RecentChange(WorkListing.NONE, false, List.of(), true, List.of(), List.of());

    public static RecentChange of(ListEntry entry) {
        return of(entry, null);
    }

    /**
     * @param before the version that was known; null for none
     */
    public static RecentChange of(ListEntry entry, ListEntry before) {
        boolean hasLeft = before != null && !entry.isOnAllOf(before);
        return new RecentChange(
                WorkListing.NONE.with(entry),
                false,
                hasLeft ? List.of(entry.entryId()) : List.of(),
                false,
                List.of(),
                List.of());
    }

    /**
     * @param before the version that was known, whose grantee may lose it; null for none
     */
    public static RecentChange of(Authorization authorization, Authorization before) {
        TreeSet<String> grantees = new TreeSet<>();
        grantees.add(authorization.grantee());
        if (before != null) {
            grantees.add(before.grantee());
        }
        return new RecentChange(
                WorkListing.NONE, false, List.of(), false, List.copyOf(grantees), List.of());
    }

    public static RecentChange ofReference(String referenceId) {
        return new RecentChange(
                WorkListing.NONE, false, List.of(), false, List.of(), List.of(referenceId));
    }

    /**
     * Both, to be taken along in one go. Of many entries those are left out that are found by the
     * reference of a match: a work may have thousands.
     */
    public RecentChange and(RecentChange other) {
        boolean tooMany =
                many
                        || other.many
                        || entries.entries().size() + other.entries.entries().size() > MOST_ENTRIES;
        List<String> gone = union(left, other.left);
        WorkListing merged = tooMany ? entries.having(gone, MOST_ENTRIES) : entries;
        for (ListEntry entry : other.entries.entries()) {
            merged = tooMany && !gone.contains(entry.entryId()) ? merged : merged.with(entry);
        }
        merged = tooMany ? merged.having(gone, MOST_ENTRIES) : merged;
        List<String> accounts = union(grantees, other.grantees);
        List<String> references = union(referenceIds, other.referenceIds);
        boolean everybody =
                all
                        || other.all
                        || tooMany
                        || accounts.size() > MOST_NAMES
                        || references.size() > MOST_NAMES;
        return new RecentChange(
                merged,
                tooMany,
                tooMany ? merged.ids() : gone,
                everybody,
                everybody ? List.of() : accounts,
                everybody ? List.of() : references);
    }

    private static List<String> union(List<String> some, List<String> more) {
        TreeSet<String> both = new TreeSet<>(some);
        return both.addAll(more) ? List.copyOf(both) : some;
    }
}
