package dev.vigil.schema.list;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Why a window is open: for people, no decision depends on it. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum WindowType {
    /** Theatrical run. */
    THEATRICAL,
    /** Hot-broadcast period. */
    HOT_BROADCAST,
    /** A live event. */
    EVENT,
    /** Before first release. */
    EMBARGO,
    /** Anything else, constants of a later version included. */
    @JsonEnumDefaultValue
    OTHER;
}
