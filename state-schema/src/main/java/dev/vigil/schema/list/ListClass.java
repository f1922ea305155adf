package dev.vigil.schema.list;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Class of a list entry (job/docs/domain.md, Precedence). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ListClass {
    /** The law bars dissemination; no authorization lifts it. */
    FORBIDDEN,
    /** A court or authority order that names the item. */
    ORDER,
    /** Early-warning list of the copyright administration. */
    PERMISSION_REQUIRED,
    /** Declared by the rights holder: not without permission. */
    RIGHTS_DECLARED,
    /** Removed after a notice and must not return. */
    STAYDOWN,
    /** In theatrical run, inside its window. */
    IN_SCREENING,
    /** In its hot-broadcast period, inside its window. */
    HOT_BROADCAST;
}
