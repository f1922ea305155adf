package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A person has seen an alert: repeats of that level end, the next one comes. */
@OnTopic
@InState
@InFlight
public record AlertAcknowledged(
        @Described(
                        "The notice that the alert is about. Missing where it is about none; the"
                                + " record's key is then the alertKey.")
                @MayBeMissing
                String noticeId,
        @Described("The alert that was seen, by its alertKey on escalations or media.alerts.")
                String alertKey,
        @Described("Who has seen it: a pointer, for the summary of the alert.") String actor,
        @Described(value = "When it was seen.", unit = Unit.EPOCH_MS) long at,
        @Described("A remark, for people.") @MayBeMissing String note) {
    public AlertAcknowledged {
        if (noticeId != null) {
            Check.id("noticeId", noticeId);
        }
        Check.text("alertKey", alertKey, 300);
        Check.text("actor", actor, 200);
        Check.timeMs("at", at);
        Check.optionalText("note", note, 2_000);
    }
}
