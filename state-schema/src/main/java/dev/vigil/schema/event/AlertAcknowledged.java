package dev.vigil.schema.event;

/** Somebody has seen an alert; silences repeats of that level only, never the next one. */
public record AlertAcknowledged(
        String noticeId, String alertKey, String actor, long at, @MayBeMissing String note) {
    public AlertAcknowledged {
        Check.id("noticeId", noticeId);
        Check.text("alertKey", alertKey, 300);
        Check.text("actor", actor, 200);
        Check.timeMs("at", at);
        Check.optionalText("note", note, 2_000);
    }
}
