package dev.vigil.schema.event;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Public status of a notice. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum NoticeState {
    /** Accepted; the clock runs. */
    VALID,
    /** Some items are done. */
    PARTIAL,
    /** Every item is confirmed in time. */
    ACTIONED,
    /** Due and not done; the work goes on. */
    OVERDUE,
    /** Every item is confirmed, the last one late. */
    CLOSED_LATE,
    /** Breached, then proved to have been done in time. */
    CLEARED,
    /** Taken back by the notifier. */
    WITHDRAWN;
}
