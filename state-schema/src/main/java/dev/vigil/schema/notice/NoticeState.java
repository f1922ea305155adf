package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Public status of a notice. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum NoticeState {
    /** Received and not yet triaged; the clock runs. */
    RECEIVED,
    /** Something is missing; the clock does not run. */
    INCOMPLETE,
    /** Refused, with a reason. */
    REJECTED,
    /** Covered by another notice. */
    DUPLICATE,
    /** Incomplete, and never supplemented. */
    LAPSED,
    /** Accepted; the clock runs. */
    VALID,
    /** Accepted, and the user has it; the clock runs. */
    FORWARDED,
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
    WITHDRAWN,
    /** Nothing was found to act on, with proof. */
    NOT_FOUND,
    /** A reviewer declined to act. */
    DECLINED,
    /** The user declares that nothing was infringed. */
    COUNTERED,
    /** Countered, and the measure remains. */
    UPHELD,
    /** Countered, and the content is back. */
    RESTORED;
}
