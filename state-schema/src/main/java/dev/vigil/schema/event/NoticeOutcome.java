package dev.vigil.schema.event;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** How a notice ended, for the standing of its notifier. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum NoticeOutcome {
    /** Acted on. */
    UPHELD,
    /** Refused as manifestly unfounded. */
    UNFOUNDED,
    /** Its evidence was forged. */
    FORGED,
    /** The content was restored after a counter-notice. */
    OVERTURNED,
    /** Neither for nor against the notifier. */
    OTHER
}
