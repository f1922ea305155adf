package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** The state of the user's counter-notice (region COUNTER). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum CounterState {
    /** There is none. */
    NONE,
    /** Something that the law asks for is missing. */
    COUNTER_INCOMPLETE,
    /** Complete, to be forwarded to the notifier. */
    COUNTERED,
    /** The notifier has it; its time to sue or complain runs. */
    COUNTER_FORWARDED,
    /** The notifier has complained or sued: the measure stays until that is decided. */
    PROCEEDING_FILED,
    /** The measure remains. */
    UPHELD,
    /** The content must come back now. */
    RESTORE_DUE,
    /** The content is back. */
    RESTORED
}
