package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** How an appeal ended. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum AppealOutcome {
    /** The decision remains. */
    UPHOLD,
    /** The decision was wrong: the offence falls, or the measure ends. */
    OVERTURN;
}
