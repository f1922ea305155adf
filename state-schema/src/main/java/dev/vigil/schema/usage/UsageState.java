package dev.vigil.schema.usage;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** How final a row of usage is. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum UsageState {
    /** The day goes on, or what belongs to it may still be found. */
    PROVISIONAL,
    /** The look-back of its day is over. */
    SETTLED,
    /** Changed after it was settled: its amendments have the reasons. */
    AMENDED;

    /** True where each change has a reason. */
    public boolean isFinal() {
        return this != PROVISIONAL;
    }
}
