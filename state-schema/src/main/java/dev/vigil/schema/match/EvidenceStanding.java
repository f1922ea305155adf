package dev.vigil.schema.match;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Whether evidence may block without a person. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum EvidenceStanding {
    /** It may: its reference is confirmed, or the session is among the first that it blocks. */
    COUNTED,
    /**
     * Not yet: nothing blocked it when the work's rights looked; they look again at each change.
     */
    UNCOUNTED,
    /** Its score is below the floor for automatic blocks. */
    WEAK,
    /** Its reference waits for a person. */
    QUARANTINED,
    /** Only a still picture is in common. */
    STILL,
    /** Sound and pictures suffice only together, and are out of step. */
    OUT_OF_STEP;

    /** True where it may be no match at all. */
    public boolean isDoubtful() {
        return this != COUNTED && this != UNCOUNTED;
    }
}
