package dev.vigil.schema.reference;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A record of the {@code references} topic: a chunk of peaks, a manifest, or, where both are null,
 * the retirement of that chunk or manifest.
 */
@InState
@InFlight
@RecordBuilder
public record ReferencePart(
        String workId,
        String referenceId,
        long version,
        int chunk,
        String profile,
        long[] peaks,
        ReferenceManifest manifest)
        implements ReferencePartBuilder.With {}
