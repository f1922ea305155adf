package dev.vigil.schema.list;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** List entries that have changed, withdrawn ones too: few, as each change copies them. */
@InState
@InFlight
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

    /** Those of these ids, the first ones where there are more. */
    public WorkListing having(List<String> ids, int most) {
        return new WorkListing(
                entries.stream()
                        .filter(entry -> ids.contains(entry.entryId()))
                        .limit(most)
                        .toList());
    }

    public List<String> ids() {
        return entries.stream().map(ListEntry::entryId).toList();
    }
}
