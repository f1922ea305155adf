package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Where a proposal to end a service is. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ProposalState {
    /** A person has to decide. */
    OPEN,
    /** A person has put it off. */
    DEFERRED,
    CARRIED_OUT,
    DECLINED,
    /** The strikes that it rests on are gone. */
    VOID;
}
