package dev.vigil.schema.event;

/** The notifier takes the notice back; its clock stops at {@code at}. */
public record NoticeWithdrawn(String noticeId, long at, @MayBeMissing String reason) {
    public NoticeWithdrawn {
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.optionalText("reason", reason, 2_000);
    }
}
