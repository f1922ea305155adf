package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a person decides about a proposal to end a service. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ProposalDecision {
    CARRY_OUT,
    DECLINE,
    /** To be decided later, within 30 days. */
    DEFER;
}
