package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Where a report to the department is. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ReportState {
    /** Assembled by the job; a person has to look at it. */
    DRAFT,
    REJECTED,
    /** A person has to send it. */
    APPROVED,
    SENT,
    /** The department has received it. */
    ACKNOWLEDGED,
    /** An offence in it fell later: to be sent again. */
    CORRECTED;
}
