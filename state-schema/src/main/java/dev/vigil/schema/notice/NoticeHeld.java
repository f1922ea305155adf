package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/**
 * The clock is to pause ({@code resumed} false) or to go on, by a document: a court's or an
 * authority's hold, or the notifier's own written request, which lasts 72 h at most.
 */
@OnTopic
@InState
@InFlight
public record NoticeHeld(
        @Described("The notice whose clock is to pause or to go on. It is the record's key.")
                String noticeId,
        @Described(value = "From when.", unit = Unit.EPOCH_MS) long at,
        @Described("False: the clock pauses. True: it goes on.") boolean resumed,
        @Described("The order, or the notifier's request, in the platform's files.")
                String documentRef,
        @Described(
                        "True where the notifier has asked for it in writing; such a pause ends by"
                                + " itself. Missing is false: by a court or an authority.")
                @MayBeMissing
                Boolean byNotifier) {
    public NoticeHeld {
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.text("documentRef", documentRef, 2_000);
    }
}
