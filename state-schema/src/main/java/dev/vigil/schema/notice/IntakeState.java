package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Whether a notice counts as one (job/docs/domain.md, The clock of a notice). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum IntakeState {
    /** Not yet looked at; the clock runs all the same. */
    RECEIVED,
    /**
     * Something that the law asks for is missing; treated as never sent (2005 Measures art. 10).
     */
    INCOMPLETE,
    /** A notice. */
    ACCEPTED,
    /** Refused with a reason. */
    REJECTED,
    /** Another notice of the same notifier covers all its items. */
    DUPLICATE,
    /** Incomplete and never supplemented. */
    LAPSED,
    /** Taken back by the notifier. */
    WITHDRAWN
}
