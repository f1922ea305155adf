package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What one notice means to another, or to an item. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum LinkKind {
    /** The item of this notice is covered by an earlier one of the same notifier. */
    DUPLICATE,
    /** The notice that covered it is gone: its own clock counts again. */
    RELEASED,
    /** The notifier may not notify this item again (2013 Regulation art. 17). */
    BARRED
}
