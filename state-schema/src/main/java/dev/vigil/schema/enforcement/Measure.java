package dev.vigil.schema.enforcement;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a platform is ordered to do, or confirms to have done. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Measure {
    /** Content removed. */
    DELETE,
    /** Content kept from everyone. */
    BLOCK,
    /** Link removed. */
    DISCONNECT,
    /** Sound removed. */
    MUTE,
    /** Live broadcast ended. */
    STOP_STREAM,
    /** Kept from the named territories. */
    GEO_BLOCK,
    /** An earlier measure is taken back. */
    LIFT,
    /** There is no such item, with proof: nothing to do for anybody. */
    NOT_FOUND,
    /** Of an account: it may not go live. */
    LIVE_OFF,
    /** Of an account: its uploads wait for a person. */
    UPLOADS_HELD,
    /** Of an account: it may not upload. */
    UPLOADS_OFF,
    /** Of an account: its service is over. */
    SERVICE_ENDED;

    /** True for what is done to an account, never to a session or an item. */
    public boolean isOfAccount() {
        return this == LIVE_OFF
                || this == UPLOADS_HELD
                || this == UPLOADS_OFF
                || this == SERVICE_ENDED;
    }
}
