package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What came of users' reports. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum TriageOutcome {
    /** Nothing is wrong with it, or it is no matter of copyright. */
    DISMISSED,
    /** Something followed: a notice, an entry of the list. */
    ACTED
}
