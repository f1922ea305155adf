package dev.vigil.schema.register;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** How far a contradiction of owners is. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ConflictState {
    /** The parties have until its time is over. */
    OPEN,
    /** Its time is over and it remains: a person has to decide. No party has won by that. */
    EXPIRED,
    /** The claims fit, as a party has amended or withdrawn its own. */
    AGREED,
    /** The claims fit, as a person has set some of them aside. */
    DECIDED;

    /** True while parties claim more than there is. */
    public boolean isOpen() {
        return this == OPEN || this == EXPIRED;
    }
}
