package dev.vigil.schema.verdict;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What the analysis of an upload that ended came to. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ScreeningResult {
    /** All of it was analysed and no reference matched. */
    CLEAR,
    /** At least one reference matched; the verdict says what follows from it. */
    MATCHED,
    /** Nothing matched, but not all of it was analysed: see {@code missing}. */
    INCOMPLETE
}
