package dev.vigil.schema.event;

/** The notifier takes the notice back; its clock stops at {@code at}. */
public record NoticeWithdrawn(
        @Described("The notice that its notifier takes back. It is the record's key.")
                String noticeId,
        @Described(value = "When; its clock stops there.", unit = Unit.EPOCH_MS) long at,
        @Described("Why, in the notifier's words.") @MayBeMissing String reason) {
    public NoticeWithdrawn {
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.optionalText("reason", reason, 2_000);
    }
}
