package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Where an offence is on its way (job/docs/domain.md, Accounts). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum OffenceState {
    /** Decided, but no measure has taken effect: it counts for nothing. */
    SEEN,
    /** A measure took effect and a reason stands. */
    STANDING,
    /** Disputed on all reasons that stand: it does not count until the dispute ends. */
    SUSPENDED,
    /** Its time is over: history. */
    EXPIRED,
    /** No reason stands any more: as if it had never been. */
    FALLEN;
}
