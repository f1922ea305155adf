package dev.vigil.schema.signal;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Why a signal is disputed: for people, no decision depends on it. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum DisputeReason {
    /** It matches what it is not. */
    FALSE_MATCH,
    /** Who shows it may show it. */
    AUTHORIZED,
    /** The work has no owner any more. */
    PUBLIC_DOMAIN,
    /** It holds what other works hold too, such as a jingle. */
    SHARED_SEGMENT,
    /** Who asked for it does not own the work. */
    NOT_OWNER,
    /** The work is no longer to be protected. */
    EXPIRED,
    /** Anything else, constants of a later version included. */
    @JsonEnumDefaultValue
    OTHER;
}
