package dev.vigil.schema.figures;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * That a thing was counted, or the part of it that is known.
 *
 * @param dimension of the first part; null while it is not known
 * @param beganAt of the first part (UTC epoch ms); null while it is not known
 * @param endedAt of the other part; null while it is not known
 * @param forgetAt when nothing of it can arrive any more
 */
@InState
@RecordBuilder
public record CountedOnce(
        String dimension, Long beganAt, Long endedAt, boolean counted, long forgetAt)
        implements CountedOnceBuilder.With {
    public static final CountedOnce NEW = new CountedOnce(null, null, null, false, 0);
}
