package dev.vigil.schema.signal;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a signal is about. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum SignalKind {
    /** A recording of a work that has to be protected. */
    REFERENCE,
    /** An organisation whose notice rested on forged evidence. */
    ABUSE;
}
