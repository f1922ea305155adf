package dev.vigil.policy;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.reference.RecordingId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * List entries, found by their id and by the references that they are on: a work may have very many
 * entries, and a match is concerned by few of them. Merged by version, so that any order of arrival
 * ends in the same index.
 */
public final class ListIndex {
    /** How long a withdrawn entry keeps older versions out. */
    public static final long KEEP_GONE_MS = Duration.ofDays(30).toMillis();

    /** Of an entry that is on all references of its work; no id is empty. */
    private static final String ALL = "";

    private static final List<String> ALL_REFERENCES = List.of(ALL);
    private static final SortedMap<String, ListEntry> NONE = Collections.emptySortedMap();

    private final Map<String, ListEntry> byId = new HashMap<>();
    private final Map<String, Map<String, TreeMap<String, ListEntry>>> byWork = new HashMap<>();

    public static ListIndex of(Collection<ListEntry> entries) {
        ListIndex index = new ListIndex();
        entries.forEach(index::put);
        return index;
    }

    /** The version that is known, whatever its work; null for none. */
    public ListEntry get(String entryId) {
        return byId.get(entryId);
    }

    /** False where another version that stays is known. */
    public boolean put(ListEntry entry) {
        ListEntry known = byId.get(entry.entryId());
        if (known != null && !entry.supersedes(known)) {
            return false;
        }
        remove(entry.entryId());
        byId.put(entry.entryId(), entry);
        Map<String, TreeMap<String, ListEntry>> work =
                byWork.computeIfAbsent(entry.workId(), id -> new HashMap<>());
        for (String reference : references(entry)) {
            work.computeIfAbsent(reference, id -> new TreeMap<>()).put(entry.entryId(), entry);
        }
        return true;
    }

    public void remove(String entryId) {
        ListEntry known = byId.remove(entryId);
        if (known == null) {
            return;
        }
        Map<String, TreeMap<String, ListEntry>> work = byWork.get(known.workId());
        for (String reference : references(known)) {
            work.computeIfPresent(
                    reference,
                    (id, entries) -> {
                        entries.remove(entryId);
                        return entries.isEmpty() ? null : entries;
                    });
        }
        if (work.isEmpty()) {
            byWork.remove(known.workId());
        }
    }

    private static List<String> references(ListEntry entry) {
        return entry.referenceIds().isEmpty() ? ALL_REFERENCES : entry.referenceIds();
    }

    /** Entries on all of the work and those on the reference or its recording, by id. */
    List<ListEntry> concerning(String workId, String referenceId) {
        Map<String, TreeMap<String, ListEntry>> work = byWork.get(workId);
        if (work == null) {
            return List.of();
        }
        SortedMap<String, ListEntry> on = work.containsKey(ALL) ? work.get(ALL) : NONE;
        for (String id : RecordingId.ids(referenceId)) {
            TreeMap<String, ListEntry> its = work.get(id);
            if (its != null && on.isEmpty()) {
                on = its;
            } else if (its != null) {
                on = new TreeMap<>(on);
                on.putAll(its);
            }
        }
        return new ArrayList<>(on.values());
    }

    /** All of a work, by id. */
    public Collection<ListEntry> of(String workId) {
        TreeMap<String, ListEntry> all = new TreeMap<>();
        byWork.getOrDefault(workId, Map.of()).values().forEach(all::putAll);
        return all.values();
    }
}
