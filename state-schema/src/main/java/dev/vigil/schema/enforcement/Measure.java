package dev.vigil.schema.enforcement;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.ShortNamed;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a platform is ordered to do, or confirms to have done. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Measure implements ShortNamed {
    /** Content removed. */
    DELETE("D"),
    /** Content kept from everyone. */
    BLOCK("B"),
    /** Link removed. */
    DISCONNECT("C"),
    /** Sound removed. */
    MUTE("M"),
    /** Live broadcast ended. */
    STOP_STREAM("S"),
    /** Kept from the named territories. */
    GEO_BLOCK("G"),
    /** An earlier measure is taken back. */
    LIFT("L"),
    /** There is no such item, with proof: nothing to do for anybody. */
    NOT_FOUND("N"),
    /** Of a directive: what was to be handed over was. */
    ANSWERED("A"),
    /** Of an account: it may not go live. */
    LIVE_OFF("LO"),
    /** Of an account: its uploads wait for a person. */
    UPLOADS_HELD("UH"),
    /** Of an account: it may not upload. */
    UPLOADS_OFF("UO"),
    /** Of an account: its service is over. */
    SERVICE_ENDED("E");

    private final String shortName;

    Measure(String shortName) {
        this.shortName = shortName;
    }

    @Override
    public String shortName() {
        return shortName;
    }

    /** True for what is done to an account, never to a session or an item. */
    public boolean isOfAccount() {
        return this == LIVE_OFF
                || this == UPLOADS_HELD
                || this == UPLOADS_OFF
                || this == SERVICE_ENDED;
    }
}
