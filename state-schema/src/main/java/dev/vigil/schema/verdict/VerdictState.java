package dev.vigil.schema.verdict;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Life of a verdict. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum VerdictState {
    /** The match goes on. */
    OPEN,
    /** No match of the session is open any more. */
    CLOSED;
}
