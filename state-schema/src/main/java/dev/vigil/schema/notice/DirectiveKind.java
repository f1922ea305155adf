package dev.vigil.schema.notice;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What an authority orders: for people and figures, no decision depends on it. */
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
    LIST,
    /** Anything else, constants of a later version included. */
    @JsonEnumDefaultValue
    OTHER
}
