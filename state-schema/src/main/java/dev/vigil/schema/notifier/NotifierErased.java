package dev.vigil.schema.notifier;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/**
 * The record of a notifier is to be forgotten. A person asks for it on the topic of notices; the
 * notice job answers with a standing that says nothing else, which takes the place of the last.
 */
@OnTopic
@InState
@InFlight
public record NotifierErased(
        @Described("The notifier: a pointer, never personal data. It is the record's key.")
                String notifier,
        @Described("Why: the request or the rule.") String basis,
        @Described(value = "When. What happened until then no longer counts.", unit = Unit.EPOCH_MS)
                long at) {
    public NotifierErased {
        Check.id("notifier", notifier);
        Check.text("basis", basis, 500);
        Check.timeMs("at", at);
    }
}
