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
        @MayBeMissing Boolean forged) {
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
        return new NoticeTriaged(
                noticeId, outcome, at, actor, reason, null, null, null, null, null);
    }
}
