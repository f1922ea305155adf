package dev.vigil.client.act;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is done to an item, for every notice on it. */
public final class ItemActs {
    private ItemActs() {}

    /**
     * A measure took effect.
     *
     * @param confirmed its digest is that of what was handed over, with ANSWERED and nothing else
     */
    public static Act confirm(ActFacts known, ActionConfirmed confirmed, long nowMs)
            throws IOException {
        if ((confirmed.measure() == Measure.ANSWERED) != (confirmed.digest() != null)) {
            throw new FieldRefused(
                    "confirm.answer",
                    "--answer: expected together with --measure ANSWERED, got one without the"
                            + " other; name the file that was handed over");
        }
        if (!Directive.takes(confirmed.itemId(), confirmed.measure())) {
            throw new FieldRefused(
                    "confirm.measure",
                    "--measure: expected "
                            + (Directive.isDeliverable(confirmed.itemId())
                                    ? "ANSWERED or NOT_FOUND on what is to be handed over"
                                    : "one on content")
                            + ", got "
                            + confirmed.measure()
                            + " on '"
                            + confirmed.itemId()
                            + "'; the notice job refuses it, correct the measure or the item",
                    confirmed.itemId(),
                    confirmed.measure());
        }
        ActTimes.requirePast("--effective", confirmed.effectiveAt(), nowMs);
        if (confirmed.publishedAt() != null) {
            ActTimes.requirePast("--published", confirmed.publishedAt(), nowMs);
        }
        List<String> notices = requireNotices(known, confirmed.itemId());
        requireProof(known, notices, confirmed);
        return new Act(
                Topic.CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                confirmed.itemId(),
                nowMs,
                confirmed,
                notices);
    }

    /** A measure failed, or the content is back: a new clock. */
    public static Act reverse(ActFacts known, ItemBack back, long nowMs) throws IOException {
        ActTimes.requirePast("--at", back.at(), nowMs);
        return new Act(
                Topic.CONFIRMATIONS,
                EventType.ACTION_REVERSED,
                back.itemId(),
                back.at(),
                back,
                requireNotices(known, back.itemId()));
    }

    private static List<String> requireNotices(ActFacts known, String itemId) throws IOException {
        List<String> notices = known.noticesOn(itemId);
        if (notices.isEmpty()) {
            throw new ActRefused(
                    "item.unknown",
                    "ITEM: expected an item of a filed notice, got '"
                            + itemId
                            + "'; see vigil notice list",
                    itemId);
        }
        return notices;
    }

    /** Without it the reason why a breach was cleared would be lost. */
    private static void requireProof(
            ActFacts known, List<String> notices, ActionConfirmed confirmed) throws IOException {
        if (confirmed.evidence() != null && confirmed.executor() != null) {
            return;
        }
        for (String noticeId : notices) {
            Optional<NoticeStatus> status = known.status(noticeId);
            if (status.isPresent()
                    && status.get().clock() == ClockState.BREACHED
                    && confirmed.effectiveAt() < status.get().dueAt()) {
                throw new FieldRefused(
                        "confirm.proof",
                        "--effective: expected with --evidence and --by, as it clears the breach of "
                                + noticeId
                                + ", got "
                                + (confirmed.evidence() == null ? "no proof" : "no actor")
                                + "; name both",
                        noticeId);
            }
        }
    }
}
