package dev.vigil.schema.reference;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** How far a reference is trusted. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum HealthState {
    /** It was not reviewed: the number of sessions that it may block is limited. */
    PROBATION,
    /** A person has confirmed it: it blocks without limit. */
    CONFIRMED,
    /** It blocks no more sessions until a person confirms it. */
    QUARANTINED,
    /** It is poor: it may match, and blocks no session until a person confirms it. */
    THIN;

    /** Without a person. */
    public boolean mayBlock() {
        return this == PROBATION || this == CONFIRMED;
    }
}
