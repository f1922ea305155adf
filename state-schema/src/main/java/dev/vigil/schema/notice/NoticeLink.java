package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/**
 * What the notice job found out about one key and another one has to know. Written and read by the
 * job itself, so that the finding is a fact of the log and not a race between two keys.
 */
@OnTopic
@InState
@InFlight
public record NoticeLink(
        @Described(
                        "What the notice, or the item, has to know. Written and read by the notice"
                                + " job alone.")
                LinkKind kind,
        @Described(
                        "The notice that has to know, by its noticeId; for BARRED the one whose"
                                + " content was restored.")
                String noticeId,
        @Described("The item that it is about; for BARRED the one that has to know.") String itemId,
        @Described("The notice that covers the item, or did.") @MayBeMissing String ofNoticeId,
        @Described(value = "First T0 of that notice.", unit = Unit.EPOCH_MS) long ofReceivedAt,
        @Described("Who has sent both notices: a pointer.") String notifier,
        @Described(
                        value =
                                "When that notice was withdrawn or refused: items that count again"
                                        + " from one moment have one clock. Missing where it is in"
                                        + " force.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long releasedAt) {
    public NoticeLink {
        Check.present("kind", kind);
        Check.id("noticeId", noticeId);
        Check.id("itemId", itemId);
        Check.optionalId("ofNoticeId", ofNoticeId);
        Check.timeMs("ofReceivedAt", ofReceivedAt);
        Check.id("notifier", notifier);
        Check.optionalTimeMs("releasedAt", releasedAt);
    }
}
