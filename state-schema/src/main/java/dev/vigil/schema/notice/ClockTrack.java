package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Which deadline a notice has (job/docs/domain.md, The clock of a notice). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ClockTrack {
    /** 24 h: Declaration VI. */
    STANDARD,
    /** A work on the list, within its window. */
    LISTED,
    /** A running live session. */
    LIVE,
    /** The authority's own due time. */
    DIRECTIVE
}
