package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What an offence rests on; a ladder names the ones that count. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum GroundKind {
    LISTED_FORBIDDEN,
    LISTED_ORDER,
    LISTED_PERMISSION_REQUIRED,
    LISTED_RIGHTS_DECLARED,
    LISTED_STAYDOWN,
    LISTED_IN_SCREENING,
    LISTED_HOT_BROADCAST,
    /** A notice that was acted on. */
    NOTICE,
    /** The wish of an owner alone; never counts. */
    OWNER_POLICY;
}
