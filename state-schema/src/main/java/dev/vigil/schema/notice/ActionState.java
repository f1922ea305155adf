package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** How far the measures on its items are (region ACTION). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ActionState {
    /** Nothing is asked for. */
    NONE,
    /** The platform is to act. */
    REQUESTED,
    /** Some items are done. */
    PARTIAL,
    /** Every item has its measure. */
    ACTIONED,
    /** No item was to be found, with proof. */
    NOT_FOUND,
    /** A reviewer declined to act, with reasons. */
    DECLINED
}
