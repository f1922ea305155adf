package dev.vigil.schema.rights;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a work is: for people, no decision depends on it. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum WorkKind {
    /** A film that is shown by itself. */
    FILM,
    /** A series, or one part of it. */
    SERIES,
    /** An entertainment or news programme. */
    PROGRAMME,
    /** A sports or other event while it happens. */
    EVENT,
    /** A musical work or its recording. */
    MUSIC,
    /** Anything else, constants of a later version included. */
    @JsonEnumDefaultValue
    OTHER;
}
