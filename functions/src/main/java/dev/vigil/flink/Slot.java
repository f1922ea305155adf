package dev.vigil.flink;

import dev.vigil.audio.Profile;
import dev.vigil.match.Library;
import dev.vigil.match.Listening;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.flow.FoundLine;
import dev.vigil.schema.flow.Loaded;
import dev.vigil.schema.state.ReferenceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The searched form of one slot of the index; not state, but built from it. */
final class Slot {
    private final Library library;
    private final LoadedGate references = new LoadedGate();
    private final Map<ReferenceName, Long> versions = new HashMap<>();
    private final Map<ReferenceName, Long> feedsSeenAt = new HashMap<>();

    Slot(Listening listening) {
        library = new Library(Profile.of(Profile.CURRENT), listening);
    }

    void mark(Loaded loaded) {
        references.mark(loaded);
    }

    boolean isLoaded() {
        return references.isOpen();
    }

    Optional<List<FoundLine>> ask(Packet packet, boolean upload) {
        return library.ask(packet, upload);
    }

    double hours() {
        return library.hours();
    }

    long bytes() {
        return library.bytes();
    }

    /** Puts a reference in, unless a later version of it is searched already. */
    void put(ReferenceParts.Whole whole) {
        Long searched = versions.get(whole.name());
        if (searched == null || searched <= whole.version()) {
            library.put(whole.name(), whole.peaks());
            versions.put(whole.name(), whole.version());
        }
    }

    /** Version of a reference that is searched, or null. */
    Long version(ReferenceName name) {
        return versions.get(name);
    }

    void retire(ReferenceName name) {
        library.retire(name);
        versions.remove(name);
    }

    void grow(ReferenceName feed, Packet packet) {
        library.grow(feed, packet);
    }

    /** True where the feed was not known yet. */
    boolean seen(ReferenceName feed, long nowMs) {
        return feedsSeenAt.put(feed, nowMs) == null;
    }

    /** Takes out the feeds that were last seen at {@code lastSeenMs} or before, and names them. */
    List<ReferenceName> expire(long lastSeenMs) {
        List<ReferenceName> over = new ArrayList<>();
        feedsSeenAt.forEach(
                (feed, seenMs) -> {
                    if (seenMs <= lastSeenMs) {
                        over.add(feed);
                    }
                });
        for (ReferenceName feed : over) {
            feedsSeenAt.remove(feed);
            retire(feed);
        }
        return over;
    }

    /** When each of the feeds that are left was last seen. */
    List<Long> lastSeenMs() {
        return List.copyOf(feedsSeenAt.values());
    }
}
