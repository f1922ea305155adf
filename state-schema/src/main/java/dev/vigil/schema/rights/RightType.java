package dev.vigil.schema.rights;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Which right an authorization grants (Copyright Law art. 10). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum RightType {
    /** Broadcasting right, art. 10(11): live relay. */
    LIVE_RELAY,
    /** Right of communication through information networks, art. 10(12). */
    ON_DEMAND;
}
