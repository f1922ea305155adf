package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What an offence was found in. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum OffenceKind {
    /** A live stream or an upload that the media job judged. */
    SESSION,
    /** An item of the platform that a notice is about. */
    ITEM;
}
