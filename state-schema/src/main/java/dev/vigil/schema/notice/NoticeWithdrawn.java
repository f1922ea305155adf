package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** The notifier takes the notice back; its clock stops at {@code at}. */
@OnTopic
@InState
@InFlight
public record NoticeWithdrawn(
        @Described("The notice that its notifier takes back. It is the record's key.")
                String noticeId,
        @Described(value = "When; its clock stops there.", unit = Unit.EPOCH_MS) long at,
        @Described("Why, in the notifier's words.") @MayBeMissing String reason) {
    public NoticeWithdrawn {
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.optionalText("reason", reason, 2_000);
    }
}
