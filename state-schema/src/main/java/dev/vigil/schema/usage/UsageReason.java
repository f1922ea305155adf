package dev.vigil.schema.usage;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Why a settled row was amended. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum UsageReason {
    /** A later verdict about that day. */
    FOUND_LATER,
    /** A measure had taken effect earlier than was known, or had failed. */
    MEASURE_CONFIRMED,
    /** The platform has reported an audience, or another one. */
    AUDIENCE_REPORTED,
    /** A conflict of owners began. */
    CONFLICT_OPENED,
    /** A conflict of owners is over. */
    CONFLICT_ENDED,
    /** Other owners, or other shares of them. */
    OWNERS_CHANGED;
}
