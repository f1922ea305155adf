package dev.vigil.schema.reference;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a person found of a reference. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ReviewOutcome {
    /**
     * It is the work that it names: it may block from now on without limit, and all counts begin
     * anew.
     */
    CONFIRMED,
    /** What it blocked in one session was not the work. */
    OVERTURNED,
    /** It must not block any more. */
    QUARANTINED,
    /** What this version of it shares with works of other owners is its own. */
    ASSERTED;
}
