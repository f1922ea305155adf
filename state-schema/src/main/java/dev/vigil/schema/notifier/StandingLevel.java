package dev.vigil.schema.notifier;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** The standing that follows from a notifier's record. No level ever stops a clock. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum StandingLevel {
    /** Nothing special. */
    NORMAL,
    /** Nearly every notice was upheld, and the identity is verified. */
    TRUSTED,
    /** Several notices were manifestly unfounded, or another platform found one to be forged. */
    WATCH,
    /** One more after that: a warning goes out. */
    WARNED,
    /** Enough of them that the priority lane is lost. */
    PRIORITY_LOST,
    /** Went on after the warning, or forged evidence: for a span of days. */
    RESTRICTED;

    /** True where the record speaks against the notifier. */
    public boolean flagged() {
        return this != NORMAL && this != TRUSTED;
    }
}
