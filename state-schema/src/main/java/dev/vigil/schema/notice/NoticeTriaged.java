package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** What triage, or a later review, made of a notice. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record NoticeTriaged(
        @Described("The notice that was looked at. It is the record's key.") String noticeId,
        @Described("What was decided.") TriageOutcome outcome,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at,
        @Described("Who decided: a pointer, never a name.") String actor,
        @Described(
                        "Why, for the notifier. Needed for REJECTED and DECLINED: without it the"
                                + " decision is refused.")
                @MayBeMissing
                String reason,
        @Described("What a supplement must bring, for INCOMPLETE.") @MayBeMissing
                List<Element> missing,
        @Described("The notice that covers it, for DUPLICATE.") @MayBeMissing String duplicateOf,
        @Described("Items that are declined, for DECLINED. Missing or empty means all.")
                @MayBeMissing
                List<String> itemIds,
        @Described(
                        "True where it can't have been sent in good faith, for REJECTED: counts"
                                + " against the notifier. Missing is false.")
                @MayBeMissing
                Boolean manifestlyUnfounded,
        @Described(
                        "True where evidence was forged, for REJECTED: restricts the notifier at"
                                + " once. Missing is false.")
                @MayBeMissing
                Boolean forged,
        @Described(
                        "True where a review found that the first version was complete, for"
                                + " ACCEPTED: T0 of a run that a supplement began goes back to the"
                                + " first one. Missing is false.")
                @MayBeMissing
                Boolean fromStart)
        implements NoticeTriagedBuilder.With {
    public NoticeTriaged {
        Check.id("noticeId", noticeId);
        Check.present("outcome", outcome);
        Check.timeMs("at", at);
        Check.text("actor", actor, 200);
        Check.optionalText("reason", reason, 5_000);
        missing = Check.list("missing", missing, 0, Element.values().length);
        Check.optionalId("duplicateOf", duplicateOf);
        itemIds = Check.texts("itemIds", itemIds, 10_000, 200);
    }

    /** A plain decision. */
    public static NoticeTriaged of(
            String noticeId, TriageOutcome outcome, long at, String actor, String reason) {
        return NoticeTriagedBuilder.builder()
                .noticeId(noticeId)
                .outcome(outcome)
                .at(at)
                .actor(actor)
                .reason(reason)
                .build();
    }
}
