package dev.vigil.account;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Things of one kind that are kept of an account, by id, and which of them have changed: only those
 * are written.
 */
public final class KeptMap<V> {
    private final TreeMap<String, V> kept = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();

    /** As it was read. */
    public void load(String id, V value) {
        kept.put(id, value);
    }

    public V get(String id) {
        return kept.get(id);
    }

    void put(String id, V value) {
        kept.put(id, value);
        changed.add(id);
    }

    void remove(String id) {
        if (kept.remove(id) != null) {
            changed.add(id);
        }
    }

    public int size() {
        return kept.size();
    }

    /** By ascending id; not to be changed while the shelf is. */
    public Set<Map.Entry<String, V>> entries() {
        return Collections.unmodifiableMap(kept).entrySet();
    }

    public Collection<V> values() {
        return Collections.unmodifiableCollection(kept.values());
    }

    public Set<String> ids() {
        return new TreeSet<>(kept.keySet());
    }

    /** Ids that were put or removed since it was read. */
    public Set<String> changed() {
        return Collections.unmodifiableSet(changed);
    }
}
