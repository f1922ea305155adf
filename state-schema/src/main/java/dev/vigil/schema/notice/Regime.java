package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What becomes of a complete counter-notice; the rules of each are a row of a table. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Regime {
    /** Forward, wait for the notifier to sue or complain, then restore (Civil Code 1196). */
    CIVIL_CODE,
    /** Restore at once, bar the notifier from that item (2013 Regulation art. 17). */
    REG_2013
}
