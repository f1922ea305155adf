package dev.vigil.schema.signal;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a platform thinks of a signal. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum OpinionKind {
    /** Nothing, or not any more. */
    NONE,
    /** It was found there; no person has looked at it. */
    SEEN,
    /** It is what it says. */
    CONFIRM,
    /** It is not, or must not be used. */
    DISPUTE;
}
