package dev.vigil.flink.match;

import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is whole in state, one part after the other, so that a step ends when it has to. */
final class IndexRestore {
    private final Map<ReferenceName, IndexedReference> unread = new LinkedHashMap<>();
    private ReferenceName begun;
    private List<ReferencePart> got;
    private long at;

    /**
     * A reference with its parts; those that are not in state are left out.
     *
     * @param manifest null of a feed
     */
    record Read(IndexedReference reference, ReferencePart manifest, List<ReferencePart> parts) {}

    void add(IndexedReference reference) {
        unread.put(reference.name(), reference);
    }

    boolean isOver() {
        return unread.isEmpty();
    }

    /** True where a packet more has only to be in state: it is read with the others. */
    boolean grows(IndexedReference feed) {
        return unread.replace(feed.name(), feed) != null;
    }

    /** It was replaced or retired before it has been read. */
    void drop(ReferenceName name) {
        unread.remove(name);
    }

    /** Reads one part and gives the reference with the last one. */
    Optional<Read> next(ReferenceParts state) throws Exception {
        IndexedReference reference = unread.values().iterator().next();
        if (!reference.name().equals(begun)) {
            begun = reference.name();
            got = new ArrayList<>();
            at = reference.first();
        }
        if (at < reference.next()) {
            ReferencePart part = state.part(reference, at++);
            if (part != null) {
                got.add(part);
            }
        }
        if (at < reference.next()) {
            return Optional.empty();
        }
        unread.remove(begun);
        begun = null;
        ReferencePart manifest =
                reference.feed() ? null : state.part(reference, ReferenceKey.MANIFEST);
        return Optional.of(new Read(reference, manifest, got));
    }
}
