package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Whether the user has the notice (region FORWARD; Regulation art. 15). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ForwardState {
    /** Not yet. */
    PENDING,
    /** Delivered to the user. */
    FORWARDED,
    /** Published, as the user could not be reached. */
    PUBLIC_NOTICE
}
