package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A complaint or lawsuit has ended. */
@OnTopic
@InState
@InFlight
public record ProceedingDecided(
        @Described("The notice whose counter-notice was answered. It is the record's key.")
                String noticeId,
        @Described("True: the measure remains. False: the content comes back.") boolean upheld,
        @Described(value = "When it was decided.", unit = Unit.EPOCH_MS) long at,
        @Described("The decision in the platform's files.") @MayBeMissing String documentRef) {
    public ProceedingDecided {
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.optionalText("documentRef", documentRef, 2_000);
    }
}
