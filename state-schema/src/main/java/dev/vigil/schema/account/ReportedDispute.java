package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** An appeal as a report has it, with its outcome. */
@OnTopic
@InFlight
public record ReportedDispute(
        @Described("The appeal.") String appealId,
        @Described("The offence or measure.") String subject,
        @Described(value = "When it was filed.", unit = Unit.EPOCH_MS) long filedAt,
        @Described("How it ended. Missing while it is open.") @MayBeMissing AppealOutcome outcome,
        @Described("Who decided.") @MayBeMissing String by,
        @Described(value = "When.", unit = Unit.EPOCH_MS) @MayBeMissing Long decidedAt) {
    public ReportedDispute {
        Check.id("appealId", appealId);
        Check.text("subject", subject, 720);
        Check.optionalText("by", by, 200);
    }
}
