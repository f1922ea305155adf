package dev.vigil.schema.list;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What an order asks for; every other class of entry keeps the work out. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ListMeasure {
    /** The work is kept from its audience. */
    BLOCK,
    /** Picture goes on, sound does not. */
    MUTE;
}
