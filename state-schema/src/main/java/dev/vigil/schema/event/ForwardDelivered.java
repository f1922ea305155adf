package dev.vigil.schema.event;

/**
 * A notice reached the user, or a counter-notice the notifier.
 *
 * @param counter true for a counter-notice on its way to the notifier
 * @param recipient pointer, never personal data
 * @param publicly true where the user could not be reached and the notice was published
 */
public record ForwardDelivered(
        String noticeId,
        boolean counter,
        @MayBeMissing String recipient,
        @MayBeMissing String channel,
        long deliveredAt,
        @MayBeMissing Boolean publicly) {
    public ForwardDelivered {
        Check.id("noticeId", noticeId);
        Check.optionalText("recipient", recipient, 200);
        Check.optionalText("channel", channel, 100);
        Check.timeMs("deliveredAt", deliveredAt);
    }
}
