package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What triage or a review made of a notice. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum TriageOutcome {
    /** It is complete, or was from the start. */
    ACCEPTED,
    /** Something is missing; a supplement was asked for. */
    INCOMPLETE,
    /** Refused, with a reason. */
    REJECTED,
    /** Another notice covers it. */
    DUPLICATE,
    /** A reviewer declines to act on some or all items, with reasons. */
    DECLINED
}
