package dev.vigil.schema.signal;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Who has come to an opinion. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum FormedBy {
    /** A person has looked. */
    PERSON,
    /** A program, by a rule. */
    RULE;
}
