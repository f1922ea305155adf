package dev.vigil.schema.register;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What the register made of a record. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum RegistrationState {
    /** It counts. */
    ACCEPTED,
    /** It counts, and there is something for its sender to look at. */
    ACCEPTED_WITH_WARNINGS,
    /** It does not count: see reason. */
    REFUSED;
}
