package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** The notifier answers a counter-notice before an authority or a court. */
@OnTopic
@InState
@InFlight
public record ProceedingFiled(
        @Described("The notice whose counter-notice is answered. It is the record's key.")
                String noticeId,
        @Described("What the notifier does. DELAY only asks for more time.") ProceedingKind kind,
        @Described(value = "When it was filed.", unit = Unit.EPOCH_MS) long filedAt,
        @Described("The authority or the court, for people.") @MayBeMissing String body,
        @Described("Its number of the case, for people.") @MayBeMissing String caseNo,
        @Described(
                        value =
                                "Proven delay that does not count, for DELAY; of all of them"
                                        + " together at most as many as the regime allows, 20 by"
                                        + " default. Missing is 0.",
                        unit = Unit.WORKING_DAYS)
                @MayBeMissing
                Integer notarisationDelayDays) {
    public ProceedingFiled {
        Check.id("noticeId", noticeId);
        Check.present("kind", kind);
        Check.timeMs("filedAt", filedAt);
        Check.optionalText("body", body, 500);
        Check.optionalText("caseNo", caseNo, 200);
        if (notarisationDelayDays != null) {
            Check.range("notarisationDelayDays", notarisationDelayDays, 0, 365);
        }
    }
}
