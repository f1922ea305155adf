package dev.vigil.schema.match;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What may act without a person on a match that lies in a sound which other works have too. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum SharedVote {
    /**
     * All that may act on any other match: its owner owns the other works too, this recording had
     * the sound first, or a person has decided so.
     */
    ALL,
    /**
     * Law, orders and the list; of what its owner wishes a review. Works of other owners had it
     * first, and so much of it that people decide whose the recording is.
     */
    LAW_AND_LIST,
    /** Law and orders. Works of other owners had it first: a jingle, a voice, a loop. */
    LAW;

    /** The last step of the precedence table that acts. */
    public boolean acts(int step) {
        return switch (this) {
            case ALL -> true;
            case LAW_AND_LIST -> step <= 5;
            case LAW -> step <= 2;
        };
    }
}
