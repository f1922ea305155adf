package dev.vigil.schema.flow;

import dev.vigil.schema.event.ReferenceManifest;

/**
 * A record of the {@code references} topic: a chunk of peaks, a manifest, or, where both are null,
 * the retirement of that chunk or manifest.
 */
public record ReferencePart(
        String workId,
        String referenceId,
        long version,
        int chunk,
        int profile,
        long[] peaks,
        ReferenceManifest manifest) {}
