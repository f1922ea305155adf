package dev.vigil.schema.match;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What is found of the other of sound and pictures while one of them matches. The order is that of
 * how much it says; a match keeps the most that was found in its time.
 */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum OtherSense {
    /**
     * It is received, and matches nothing: pictures under other sound, sound under other pictures.
     */
    UNMATCHED,
    /** It matches another work. */
    OTHER_WORK,
    /** It matches the same recording elsewhere or at another speed: re-cut, or re-dubbed. */
    OUT_OF_STEP,
    /** It matches the same recording at the same place. */
    IN_STEP;

    /** The one that says more; either may be null, which says nothing. */
    public static OtherSense more(OtherSense one, OtherSense other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
