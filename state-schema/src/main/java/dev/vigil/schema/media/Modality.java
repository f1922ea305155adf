package dev.vigil.schema.media;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a match is of: sound, moving pictures, or both. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Modality {
    AUDIO,
    VIDEO,
    /** Both must match. */
    AV;
}
