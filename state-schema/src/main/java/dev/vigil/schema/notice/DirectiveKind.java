package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What an authority orders. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum DirectiveKind {
    /** Content is to be removed. */
    REMOVE,
    /** Names, addresses or records are to be handed over. */
    INFORM,
    /** An inspection: documents and data are to be shown. */
    INSPECT,
    /** The platform is to report what it has done. */
    REPORT,
    /** A list of works is to be kept out. */
    LIST
}
