package dev.vigil.schema.enforcement;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a platform is ordered to do, or confirms to have done. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Measure {
    /** Content removed. */
    DELETE,
    /** Content kept from everyone. */
    BLOCK,
    /** Link removed. */
    DISCONNECT,
    /** Sound removed. */
    MUTE,
    /** Live broadcast ended. */
    STOP_STREAM,
    /** Kept from the named territories. */
    GEO_BLOCK,
    /** An earlier measure is taken back. */
    LIFT,
    /** There is no such item, with proof: nothing to do for anybody. */
    NOT_FOUND;
}
