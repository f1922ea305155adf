package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.ShortNamed;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a warning is for. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum WarningKind implements ShortNamed {
    /**
     * What may not be shown, before the first stream or upload and once a year; is no admonition.
     */
    REMINDER("R"),
    /** An offence without a strike. */
    FIRST("F"),
    /** A strike. */
    STRIKE("S"),
    /** Ending the service is proposed. */
    PROPOSAL("P"),
    /** An earlier warning is void. */
    LIFTED("L"),
    /** A measure alone is over before its time: the user's appeal against it succeeded. */
    RELIEVED("D"),
    /** For the room of a running stream: what was recognised in it. */
    LIVE("V"),
    /** The service was ended. */
    ENDED("E");

    private final String shortName;

    WarningKind(String shortName) {
        this.shortName = shortName;
    }

    @Override
    public String shortName() {
        return shortName;
    }
}
