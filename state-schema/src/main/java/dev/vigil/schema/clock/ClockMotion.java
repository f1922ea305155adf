package dev.vigil.schema.clock;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Whether the time of the notice clock moves. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ClockMotion {
    /** Nothing escalates. */
    STOPPED,
    /** Time moves. */
    RUNNING
}
