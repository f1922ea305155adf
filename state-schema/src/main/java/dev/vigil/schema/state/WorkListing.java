package dev.vigil.schema.state;

import dev.vigil.schema.event.ListEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All list entries of one work, withdrawn ones too (tombstones keep late arrivals out). */
public record WorkListing(List<ListEntry> entries) {
    public static final WorkListing NONE = new WorkListing(List.of());

    /**
     * Merges by (entryId, version): what {@link ListEntry#supersedes} stays, so that any order of
     * arrival ends in the same listing. Returns this where nothing changes.
     */
    public WorkListing with(ListEntry entry) {
        List<ListEntry> merged = new ArrayList<>();
        for (ListEntry known : entries) {
            if (!known.entryId().equals(entry.entryId())) {
                merged.add(known);
            } else if (!entry.supersedes(known)) {
                return this;
            }
        }
        merged.add(entry);
        merged.sort(Comparator.comparing(ListEntry::entryId));
        return new WorkListing(List.copyOf(merged));
    }

    /** The listing without an entry that has moved to another work. */
    public WorkListing without(String entryId) {
        return new WorkListing(
                entries.stream().filter(entry -> !entry.entryId().equals(entryId)).toList());
    }
}
