package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** A notifier brings what was missing, or names further items: each of those has its own T0. */
@OnTopic
@InState
@InFlight
public record NoticeSupplemented(
        @Described("The notice that is supplemented. It is the record's key.") String noticeId,
        @Described(
                        value =
                                "Time stamp of the platform's intake: T0 of what it completes or"
                                        + " adds.",
                        unit = Unit.EPOCH_MS)
                long receivedAt,
        @Described("Missing elements that it brings.") @MayBeMissing List<Element> elements,
        @Described("Items that join the notice, each with a clock from receivedAt.") @MayBeMissing
                List<NoticeItem> items,
        @Described("The supplement in the platform's files.") @MayBeMissing String documentRef) {
    public NoticeSupplemented {
        Check.id("noticeId", noticeId);
        Check.timeMs("receivedAt", receivedAt);
        elements = Check.list("elements", elements, 0, Element.values().length);
        items = NoticeItem.each(items, 0);
        Check.optionalText("documentRef", documentRef, 2_000);
    }
}
