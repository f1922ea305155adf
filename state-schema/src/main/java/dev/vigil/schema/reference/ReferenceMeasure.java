package dev.vigil.schema.reference;

import dev.vigil.schema.types.InState;

/**
 * What is known of a reference without listening to it.
 *
 * @param version of the reference
 * @param peaks in all of it
 * @param silentMs time without a peak (ms); null where that was not counted
 * @param knownProfile whether an index of this release has its profile
 */
@InState
public record ReferenceMeasure(
        long version, long durationMs, long peaks, Long silentMs, boolean knownProfile) {}
