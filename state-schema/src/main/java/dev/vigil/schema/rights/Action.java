package dev.vigil.schema.rights;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What may happen to a session in a territory, from mildest to most restrictive. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Action {
    /** Nothing found. */
    ALLOW,
    /** Authorized; usage is reported. */
    ALLOW_WITH_USAGE,
    /** A match that no rule forbids. */
    OBSERVE,
    /** Inform the user. */
    WARN,
    /** A person decides. */
    REVIEW,
    /** Not in this territory. */
    GEO_BLOCK,
    /** Picture goes on, sound does not. */
    MUTE,
    /** Not at all. */
    BLOCK;

    /** The more restrictive of two: the order of the constants is the order of restriction. */
    public Action orStricter(Action other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** True where the session is kept from its audience. */
    public boolean blocks() {
        return this == GEO_BLOCK || this == MUTE || this == BLOCK;
    }
}
