package dev.vigil.schema.event;

/**
 * A person has looked at what a reference blocks: {@code reference.reviewed}.
 *
 * @param sessionId needed for OVERTURNED
 * @param by who, as a pointer, never a name
 * @param at when (UTC epoch ms)
 */
public record ReferenceReview(
        String workId,
        String referenceId,
        ReviewOutcome outcome,
        @MayBeMissing String sessionId,
        @MayBeMissing String by,
        long at) {
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
