package dev.vigil.schema.event;

/**
 * A complaint or lawsuit has ended.
 *
 * @param upheld true where the measure stands, false where the content comes back
 */
public record ProceedingDecided(
        String noticeId, boolean upheld, long at, @MayBeMissing String documentRef) {
    public ProceedingDecided {
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.optionalText("documentRef", documentRef, 2_000);
    }
}
