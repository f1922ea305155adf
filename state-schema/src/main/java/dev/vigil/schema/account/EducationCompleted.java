package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** The user of an account has completed a course: education.completed. */
@OnTopic
@InFlight
public record EducationCompleted(
        @Described("The account. It is the record's key.") String accountId,
        @Described("The course.") String course,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public EducationCompleted {
        Check.id("accountId", accountId);
        Check.text("course", course, 200);
        Check.timeMs("at", at);
    }
}
