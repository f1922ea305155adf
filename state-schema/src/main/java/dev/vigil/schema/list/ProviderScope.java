package dev.vigil.schema.list;

import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Which kind of provider an entry binds: early-warning lists give each its own duty. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ProviderScope {
    /** Who offers works itself; no session of users is meant. */
    DIRECT,
    /** Who stores what users upload. */
    STORAGE,
    /** Who links or searches; no session of users is meant. */
    LINK,
    /** Who carries live broadcasts. */
    LIVE;

    /** True where a session of that kind is what the provider is bound for. */
    boolean binds(SessionKind kind) {
        return this == LIVE && kind == SessionKind.LIVE
                || this == STORAGE && kind == SessionKind.UPLOAD;
    }
}
