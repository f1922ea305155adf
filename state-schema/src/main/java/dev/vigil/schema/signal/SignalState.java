package dev.vigil.schema.signal;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a signal may do here. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum SignalState {
    /** Chunks of its fingerprint are missing: nothing. */
    INCOMPLETE,
    /** It is searched as a work of its own and blocks nothing. */
    QUARANTINED,
    /** It is on the list, for its own recording alone. */
    ACTIVE,
    /** It is disputed: nothing, and what it had blocked is lifted. */
    DISPUTED,
    /** It says that a notifier used forged evidence: a person looks. */
    REPORTED,
    /** A person here agrees: the notifier is on WATCH until it ends, and no clock changes. */
    WATCHED,
    /** It is this site's own and is sent to peers. */
    SHARED,
    /** Its time is over. */
    EXPIRED,
    /** Its origin has taken it back. */
    WITHDRAWN;

    /** True where nothing comes after it but another version. */
    public boolean isOver() {
        return this == EXPIRED || this == WITHDRAWN;
    }
}
