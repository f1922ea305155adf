package dev.vigil.schema.enforcement;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/**
 * A measure failed, was reversed, or the content is back at the same item: a new run of the clock.
 * On {@code session.confirmations} it is about a command on a session, and that is the item.
 */
@OnTopic
@InState
@InFlight
public record ItemBack(
        @Described(
                        "The content that is back, by the platform's id as in the notice; on"
                                + " session.confirmations the session's id. It is the record's"
                                + " key.")
                String itemId,
        @Described(
                        value = "When that was found. T0 of the new run of the clock.",
                        unit = Unit.EPOCH_MS)
                long at,
        @Described("What happened, in the platform's words; an alert about the command quotes it.")
                String reason,
        @Described("The command that failed. Needed on session.confirmations.") @MayBeMissing
                String commandId) {
    public ItemBack {
        Check.id("itemId", itemId);
        Check.timeMs("at", at);
        Check.text("reason", reason, 2_000);
        Check.optionalText("commandId", commandId, 500);
    }
}
