package dev.vigil.schema.verdict;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** The result of the analysis of an upload that ended. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ScreeningResult {
    /** All of it was analysed and no reference matched. */
    CLEAR,
    /** At least one reference matched; the verdict has what follows from it. */
    MATCHED,
    /** Nothing matched, but not all of it was analysed: see {@code missing}. */
    INCOMPLETE
}
