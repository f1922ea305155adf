package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A notice reached the user, or a counter-notice the notifier. */
@OnTopic
@InState
@InFlight
public record ForwardDelivered(
        @Described(
                        "The notice that was forwarded, or whose counter-notice was. It is the"
                                + " record's key.")
                String noticeId,
        @Described(
                        "True for a counter-notice that the notifier has received; false for a"
                                + " notice that the user has.")
                boolean counter,
        @Described("Who has received it: a pointer, never personal data.") @MayBeMissing
                String recipient,
        @Described("How it was sent, in the platform's words.") @MayBeMissing String channel,
        @Described(
                        value =
                                "When it arrived. From here the notifier's time to complain or sue"
                                        + " runs, where counter is true.",
                        unit = Unit.EPOCH_MS)
                long deliveredAt,
        @Described(
                        "True where the user could not be reached and the notice was published."
                                + " Missing is false.")
                @MayBeMissing
                Boolean publicly) {
    public ForwardDelivered {
        Check.id("noticeId", noticeId);
        Check.optionalText("recipient", recipient, 200);
        Check.optionalText("channel", channel, 100);
        Check.timeMs("deliveredAt", deliveredAt);
    }
}
