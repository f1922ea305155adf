package dev.vigil.schema.list;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Operators that decide by the list, each subtask with a copy of its own. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ListReader {
    /** Of the media job: verdicts. */
    JUDGE,
    /** Of the notice job: which track a notice is on. */
    NOTICE_CLOCK;
}
