package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What makes an offence graver; shown to the person who decides, it counts for nothing by itself.
 */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Aggravator {
    /** A work in its theatrical or hot-broadcast window. */
    IN_WINDOW,
    /** Tempo or pitch were changed. */
    EVASION,
    /** It went on for a minute or more after a warning that names it was delivered. */
    CONTINUED,
    /** An account that a person linked has offences. */
    LINKED;

    /** Follows from the account: its session or item does not know it. */
    public boolean ofAccount() {
        return this == CONTINUED || this == LINKED;
    }
}
