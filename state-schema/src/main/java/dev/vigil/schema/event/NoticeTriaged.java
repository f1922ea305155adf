package dev.vigil.schema.event;

import java.util.List;

/**
 * What triage, or a later review, made of a notice.
 *
 * @param actor who decided
 * @param reason needed for anything but ACCEPTED
 * @param missing what a supplement must bring, where INCOMPLETE
 * @param duplicateOf the notice that covers it, where DUPLICATE
 * @param itemIds the items that are declined, where DECLINED; none means all
 * @param manifestlyUnfounded counts against the notifier, where REJECTED
 * @param fromStart a review found that the first version was complete, where ACCEPTED: a run that a
 *     supplement began goes back to the first stamp
 * @param forged evidence was forged; restricts the notifier at once, where REJECTED
 */
public record NoticeTriaged(
        String noticeId,
        TriageOutcome outcome,
        long at,
        String actor,
        @MayBeMissing String reason,
        @MayBeMissing List<Element> missing,
        @MayBeMissing String duplicateOf,
        @MayBeMissing List<String> itemIds,
        @MayBeMissing Boolean manifestlyUnfounded,
        @MayBeMissing Boolean forged,
        @MayBeMissing Boolean fromStart) {
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

    public NoticeTriaged(
            String noticeId,
            TriageOutcome outcome,
            long at,
            String actor,
            String reason,
            List<Element> missing,
            String duplicateOf,
            List<String> itemIds,
            Boolean manifestlyUnfounded,
            Boolean forged) {
        this(
                noticeId,
                outcome,
                at,
                actor,
                reason,
                missing,
                duplicateOf,
                itemIds,
                manifestlyUnfounded,
                forged,
                null);
    }

    /** A plain decision. */
    public static NoticeTriaged of(
            String noticeId, TriageOutcome outcome, long at, String actor, String reason) {
        return new NoticeTriaged(
                noticeId, outcome, at, actor, reason, null, null, null, null, null);
    }
}
