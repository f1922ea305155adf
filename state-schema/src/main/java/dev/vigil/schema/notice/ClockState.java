package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One run of the clock (region CLOCK). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ClockState {
    /** Does not run: incomplete, refused, a duplicate. */
    VOID,
    /** Runs. */
    RUNNING,
    /** Paused by a document. */
    PAUSED,
    /** Every item was done in time, or the notice was taken back. */
    STOPPED,
    /** Due and not done; goes on until it is. */
    BREACHED,
    /** Done, late. */
    CLOSED_LATE,
    /** Breached, then proved to have been done in time. */
    CLEARED
}
