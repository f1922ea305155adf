package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What followed from users' reports. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum UserReportsOutcome {
    /** Nothing is wrong with it, or it is no matter of copyright. */
    DISMISSED,
    /** Something followed: a notice, an entry of the list. */
    ACTED
}
