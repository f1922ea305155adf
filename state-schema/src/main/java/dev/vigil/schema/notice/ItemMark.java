package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InState;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What became of an item.
 *
 * @param at when it took effect (UTC epoch ms)
 */
@InState
public record ItemMark(long at, Kind kind) {
    /** What happened. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** A measure is in force. */
        DONE,
        /** There is no such item. */
        NOT_FOUND,
        /** A measure was lifted. */
        LIFTED,
        /** The content was found to be back. */
        BACK
    }

    /** True where it is gone, false where it is there again. */
    public boolean isProof() {
        return kind == Kind.DONE || kind == Kind.NOT_FOUND;
    }
}
