package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What an item reports to a notice on it.
 *
 * @param at when the measure took effect, the content was found to be back, or T0 of the other
 *     notice
 * @param otherNoticeId the notice that claims it too, where CLAIMED_AGAIN
 * @param origin whose it is; null where that is not known
 */
@InState
@InFlight
public record ItemNews(Kind kind, String itemId, long at, String otherNoticeId, ItemOrigin origin) {
    public ItemNews(Kind kind, String itemId, long at, String otherNoticeId) {
        this(kind, itemId, at, otherNoticeId, null);
    }

    /** What happened. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** A measure is in force. */
        DONE,
        /** There is no such item. */
        NOT_FOUND,
        /** A measure was lifted. */
        LIFTED,
        /** A measure failed, or the content is back. */
        BACK,
        /** A later notice of the same notifier names it. */
        CLAIMED_AGAIN,
        /** The notifier may not notify it again. */
        BARRED
    }
}
