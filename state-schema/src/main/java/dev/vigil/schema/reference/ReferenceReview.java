package dev.vigil.schema.reference;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** A person has looked at what a reference blocks: {@code reference.reviewed}. */
@OnTopic
@InFlight
public record ReferenceReview(
        @Described("The work of the reference. It is the record's key.") String workId,
        @Described("The reference, unique within its work.") String referenceId,
        @Described("What the person found.") ReviewOutcome outcome,
        @Described("The session that was blocked by mistake. Needed for OVERTURNED.") @MayBeMissing
                String sessionId,
        @Described("Who has looked: a pointer, never a name.") @MayBeMissing String by,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public ReferenceReview {
        Check.id("workId", workId);
        Check.id("referenceId", referenceId);
        Check.present("outcome", outcome);
        if (outcome == ReviewOutcome.OVERTURNED) {
            Check.id("sessionId", sessionId);
        } else {
            Check.optionalId("sessionId", sessionId);
        }
        Check.optionalText("by", by, 200);
        Check.timeMs("at", at);
    }
}
