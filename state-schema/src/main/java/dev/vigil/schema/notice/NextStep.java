package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a notice waits for. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum NextStep {
    /** Compliance decides whether it counts. */
    TRIAGE,
    /** The notifier brings what is missing; else it lapses. */
    SUPPLEMENT,
    /** The platform acts on the open items. */
    ACT,
    /** The hold ends. */
    RESUME,
    /** The user completes the counter-notice. */
    COMPLETE_COUNTER_NOTICE,
    /** The platform forwards the counter-notice to the notifier. */
    FORWARD_COUNTER_NOTICE,
    /** The notifier goes to an authority or a court; else the content comes back. */
    PROCEEDING,
    /** The authority or the court decides. */
    DECISION,
    /** The platform brings the content back. */
    RESTORE
}
