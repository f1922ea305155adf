package dev.vigil.schema.event;

/**
 * A person has seen an alert: repeats of that level end, the next one comes.
 *
 * @param noticeId missing where the alert is about no notice; then the record's key is its alertKey
 * @param alertKey as on {@code escalations} or {@code media.alerts}
 */
public record AlertAcknowledged(
        @MayBeMissing String noticeId,
        String alertKey,
        String actor,
        long at,
        @MayBeMissing String note) {
    public AlertAcknowledged {
        if (noticeId != null) {
            Check.id("noticeId", noticeId);
        }
        Check.text("alertKey", alertKey, 300);
        Check.text("actor", actor, 200);
        Check.timeMs("at", at);
        Check.optionalText("note", note, 2_000);
    }
}
