package dev.vigil.client.list;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.policy.ListIndex;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Entries by id, merged as the jobs merge them; withdrawn ones too. */
public final class Listing {
    private final Map<String, ListEntry> entries = new TreeMap<>();

    /** What is on the topic now. */
    public static Listing now(Bus bus, Authorities authorities) throws IOException {
        return until(bus, Long.MAX_VALUE, authorities);
    }

    /**
     * What had been issued by then, as far as the topic still has it: compaction keeps the latest
     * version of an entry only.
     *
     * @param authorities whose signatures the jobs ask for: what they refuse is left out
     */
    public static Listing until(Bus bus, long atMs, Authorities authorities) throws IOException {
        Listing listing = new Listing();
        for (Event event : bus.all(Topic.LIST)) {
            event.readable(ListEntry.class)
                    .filter(entry -> entry.issuedAt() <= atMs)
                    .filter(entry -> authorities.take(entry, event.data()))
                    .ifPresent(listing::put);
        }
        return listing;
    }

    /** Takes a version in, unless another one stays. */
    public void put(ListEntry entry) {
        entries.merge(
                entry.entryId(),
                entry,
                (known, arrived) -> arrived.supersedes(known) ? arrived : known);
    }

    /** Null where there is none. */
    public ListEntry get(String entryId) {
        return entries.get(entryId);
    }

    /** In order of their ids. */
    public Collection<ListEntry> all() {
        return entries.values();
    }

    /** As a task that decides has it, with all that keep uploads down. */
    public ListIndex index() {
        return ListIndex.of(entries.values());
    }
}
