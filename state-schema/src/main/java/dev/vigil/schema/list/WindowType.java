package dev.vigil.schema.list;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Why a window is open. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum WindowType {
    /** Theatrical run. */
    THEATRICAL,
    /** Hot-broadcast period. */
    HOT_BROADCAST,
    /** A live event. */
    EVENT,
    /** Before first release. */
    EMBARGO;
}
