package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * A person has looked at what users reported of a session or an item: user.reports.triaged. What
 * follows from it is a notice, an entry of the list or nothing; an offence never does.
 */
@OnTopic
@InFlight
public record UserReportsTriaged(
        @Described("The session or item, by the platform's id. It is the record's key.")
                String subjectId,
        @Described(
                        value =
                                "Kafka's latest time of the reports that were looked at: one that"
                                        + " is later is looked at anew.",
                        unit = Unit.EPOCH_MS)
                long until,
        @Described(
                        value =
                                "The highest offset of the reports that were looked at: one that is"
                                        + " behind it is looked at anew, whatever its time is.",
                        unit = Unit.FROM_0)
                long untilOffset,
        @Described("What it led to.") UserReportsOutcome outcome,
        @Described("With ACTED: what followed, such as notice/ID or list/ID.") @MayBeMissing
                String ref,
        @Described("Who: a pointer, never a name.") String by,
        @Described("Why.") String reason,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public UserReportsTriaged {
        Check.id("subjectId", subjectId);
        Check.timeMs("until", until);
        Check.range("untilOffset", untilOffset, 0, Long.MAX_VALUE);
        Check.present("outcome", outcome);
        Check.optionalText("ref", ref, 500);
        Check.text("by", by, 200);
        Check.text("reason", reason, 2_000);
        Check.timeMs("at", at);
    }
}
