package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** The user says that nothing was infringed (Regulation art. 16, Civil Code 1196). */
@OnTopic
@InState
@InFlight
public record CounterNotice(
        @Described("The notice that the user objects to. It is the record's key.") String noticeId,
        @Described(value = "Time stamp of the platform's intake.", unit = Unit.EPOCH_MS)
                long receivedAt,
        @Described("Items that it is about. Missing or empty means all items of the notice.")
                @MayBeMissing
                List<String> itemIds,
        @Described(
                        "Why nothing was infringed: owner, authorized, no_right, fair_use, removed,"
                                + " not_used or other.")
                @MayBeMissing
                String reasonCode,
        @Described("What the law asks for. The counter-notice counts once it is complete.")
                @MayBeMissing
                NoticeContent content) {
    public CounterNotice {
        Check.id("noticeId", noticeId);
        Check.timeMs("receivedAt", receivedAt);
        itemIds = Check.texts("itemIds", itemIds, 10_000, 200);
        Check.optionalText("reasonCode", reasonCode, 100);
    }
}
