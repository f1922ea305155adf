package dev.vigil.schema.event;

/**
 * What the platform is told to do with an item of a notice: disable it provisionally just before
 * due, or bring it back after a counter-notice. To be confirmed by {@code action.confirmed}.
 *
 * @param measure BLOCK or LIFT
 * @param deadline when the platform must have confirmed
 */
public record NoticeCommand(
        String commandId,
        String noticeId,
        String itemId,
        @MayBeMissing String locator,
        Measure measure,
        long issuedAt,
        long deadline,
        String reasonCode) {}
