package dev.vigil.schema.media;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Which sense a match is of; all matches are of sound until there is an eye. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Modality {
    AUDIO,
    VIDEO,
    /** Both must match. */
    AV;
}
