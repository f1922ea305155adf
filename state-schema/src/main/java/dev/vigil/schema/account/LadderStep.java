package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Step of the ladder that an account is on. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum LadderStep {
    /** No strike. */
    S0,
    S1,
    S2,
    /** Ending the service is proposed to a person. */
    S3,
    /** The service was ended by a person. */
    ENDED;
}
