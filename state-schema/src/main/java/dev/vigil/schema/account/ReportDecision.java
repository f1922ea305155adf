package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a person decides about a report to the department. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ReportDecision {
    APPROVE,
    REJECT;
}
