package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * A user reports a session or an item: user.report. For a person to look at; never an offence by
 * itself.
 */
@OnTopic
@InFlight
public record UserReport(
        @Described("Given by the platform.") String reportId,
        @Described("The session or item, by the platform's id. It is the record's key.")
                String subjectId,
        @Described("Whose session or item it is.") @MayBeMissing String accountId,
        @Described("The work that the user takes it for.") @MayBeMissing String workId,
        @Described("Why, as a stable code.") String reasonCode,
        @Described("Where the platform keeps the user's words.") @MayBeMissing String textRef,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public UserReport {
        Check.id("reportId", reportId);
        Check.id("subjectId", subjectId);
        Check.optionalId("accountId", accountId);
        Check.optionalId("workId", workId);
        Check.text("reasonCode", reasonCode, 50);
        Check.optionalText("textRef", textRef, 500);
        Check.timeMs("at", at);
    }
}
