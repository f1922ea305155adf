package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.ShortNamed;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What an offence rests on; a ladder names the ones that count. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum GroundKind implements ShortNamed {
    LISTED_FORBIDDEN("F"),
    LISTED_ORDER("O"),
    LISTED_PERMISSION_REQUIRED("P"),
    LISTED_RIGHTS_DECLARED("R"),
    LISTED_STAYDOWN("S"),
    LISTED_IN_SCREENING("I"),
    LISTED_HOT_BROADCAST("H"),
    /** A notice that was acted on. */
    NOTICE("N"),
    /** The wish of an owner alone; never counts. */
    OWNER_POLICY("W");

    private final String shortName;

    GroundKind(String shortName) {
        this.shortName = shortName;
    }

    @Override
    public String shortName() {
        return shortName;
    }
}
