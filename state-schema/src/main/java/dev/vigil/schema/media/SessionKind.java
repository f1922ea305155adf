package dev.vigil.schema.media;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a media session is. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum SessionKind {
    /** A live broadcast. */
    LIVE,
    /** A finished recording. */
    UPLOAD,
    /** A rights holder's own running signal: a live reference, never judged. */
    FEED;
}
