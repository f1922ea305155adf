package dev.vigil.client.reference;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest version of each reference that is not retired, from its topic. */
public final class References {
    private final Map<String, ReferenceManifest> byName = new HashMap<>();
    private boolean whole;

    private References() {}

    /** All of them: reads every fingerprint on the way, so about 1 MB per hour of works. */
    public static References read(Bus bus) throws IOException {
        References references = new References();
        bus.each(Topic.REFERENCES, references::take);
        references.whole = true;
        return references;
    }

    /** As far as they can be read in that time. */
    public static References read(Bus bus, Duration patience) throws IOException {
        References references = new References();
        long endNanos = System.nanoTime() + patience.toNanos();
        bus.follow(
                List.of(Topic.REFERENCES),
                true,
                event -> {
                    if (event == null) {
                        references.whole = true;
                        return false;
                    }
                    references.take(event);
                    return System.nanoTime() < endNanos;
                });
        return references;
    }

    private void take(Event event) {
        ReferenceKey key;
        try {
            key = ReferenceKey.parse(event.key());
        } catch (IllegalArgumentException e) {
            // No key of ours: the job has made it a dead letter.
            event.readable(ReferenceManifest.class);
            return;
        }
        if (key.chunk() != ReferenceKey.MANIFEST) {
            return;
        }
        String name = key.workId() + "/" + key.referenceId();
        if (event.data() == null) {
            byName.computeIfPresent(name, (k, v) -> v.version() == key.version() ? null : v);
        }
        event.readable(ReferenceManifest.class)
                .ifPresent(
                        manifest ->
                                byName.merge(
                                        name,
                                        manifest,
                                        (known, one) ->
                                                known.version() <= one.version() ? one : known));
    }

    /** True where the whole topic was read, so that what is not here is not there. */
    public boolean isWhole() {
        return whole;
    }

    public Collection<ReferenceManifest> all() {
        return byName.values();
    }

    /** Ids of the references of a work, in order. */
    public List<String> of(String workId) {
        return all().stream()
                .filter(manifest -> manifest.workId().equals(workId))
                .map(ReferenceManifest::referenceId)
                .sorted()
                .toList();
    }
}
