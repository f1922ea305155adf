package dev.vigil.schema.state;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListEntry;
import java.util.List;
import java.util.TreeSet;

/**
 * What may change how open matches and recent uploads of a work are judged.
 *
 * @param entries of the list; they concern all, and are carried to them
 * @param all true where something else has changed that concerns all, such as an owner's wish
 * @param grantees whose authorizations have changed
 * @param referenceIds references that a person has looked at
 */
public record RecentChange(
        WorkListing entries, boolean all, List<String> grantees, List<String> referenceIds) {
    /** Of more of them it is cheaper to ask everybody than to keep their names. */
    private static final int MOST_NAMES = 1_000;

    /** Each is carried to every match that the change concerns. */
    private static final int MOST_ENTRIES = 100;

    public static final RecentChange NONE =
            new RecentChange(WorkListing.NONE, false, List.of(), List.of());

    /** Concerns every match. */
    public static final RecentChange ALL =
            new RecentChange(WorkListing.NONE, true, List.of(), List.of());

    public static RecentChange of(ListEntry entry) {
        return new RecentChange(WorkListing.NONE.with(entry), false, List.of(), List.of());
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
        return new RecentChange(WorkListing.NONE, false, List.copyOf(grantees), List.of());
    }

    public static RecentChange ofReference(String referenceId) {
        return new RecentChange(WorkListing.NONE, false, List.of(), List.of(referenceId));
    }

    /**
     * Both, to be taken along in one go. Of many entries those that keep uploads down are left out:
     * each match has its own with it anyway.
     */
    public RecentChange and(RecentChange other) {
        boolean many = entries.entries().size() + other.entries.entries().size() > MOST_ENTRIES;
        WorkListing merged = many ? entries.ofTheList() : entries;
        for (ListEntry entry : other.entries.entries()) {
            merged = many && entry.keepsUploadDown() ? merged : merged.with(entry);
        }
        List<String> accounts = union(grantees, other.grantees);
        List<String> references = union(referenceIds, other.referenceIds);
        boolean everybody =
                all
                        || other.all
                        || many
                        || accounts.size() > MOST_NAMES
                        || references.size() > MOST_NAMES;
        return new RecentChange(
                merged,
                everybody,
                everybody ? List.of() : accounts,
                everybody ? List.of() : references);
    }

    private static List<String> union(List<String> some, List<String> more) {
        TreeSet<String> both = new TreeSet<>(some);
        return both.addAll(more) ? List.copyOf(both) : some;
    }
}
