package dev.vigil.schema.reference;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Why a reference is where it is. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum HealthReason {
    /** It has blocked as many sessions as one may that was not reviewed. */
    FLOOD,
    /** Too many of its blocks were overturned. */
    OVERTURNED,
    /** A person has decided so. */
    PERSON,
    /** Half of it or more is silent. */
    SILENCE,
    /** It has fewer than 5 peaks a second. */
    FEW_PEAKS,
    /** Its length is more than 5 % off that of its work. */
    LENGTH,
    /** No index of this release has its profile. */
    PROFILE;
}
