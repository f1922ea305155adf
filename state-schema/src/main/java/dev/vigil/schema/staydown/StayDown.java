package dev.vigil.schema.staydown;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/**
 * A notice on an item was upheld, so that its recording must not come back under another account;
 * or the item was restored ({@code staydown.requested}). An item stays down while any notice holds
 * it there.
 */
@OnTopic
@InState
@InFlight
public record StayDown(
        @Described(
                        "The content, by the platform's id as in the notice; only the sessionId of"
                                + " an upload has an effect. It is the record's key.")
                String itemId,
        @Described("The notice that was upheld, or after which the item was restored.")
                String noticeId,
        @Described(
                        "True: the recording must not come back under any account. False: the item"
                                + " was restored.")
                boolean down,
        @Described(
                        value =
                                "When that was decided. A later decision wins whatever arrives"
                                        + " last; at equal times a restoration does.",
                        unit = Unit.EPOCH_MS)
                long at,
        @Described(
                        "The work that the notice names: its authorized users may show the"
                                + " recording. Missing where the notice names none, or several.")
                @MayBeMissing
                String workId) {
    public StayDown {
        Check.id("itemId", itemId);
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.optionalId("workId", workId);
    }

    /** Of a notice that names no work of the register, or several. */
    public StayDown(String itemId, String noticeId, boolean down, long at) {
        this(itemId, noticeId, down, at, null);
    }
}
