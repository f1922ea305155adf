package dev.vigil.schema.event;

/**
 * One thing that a notice points at.
 *
 * @param itemId the platform's id of the content; confirmations name it. Of an upload it is the id
 *     of its session: by that its recording is kept down
 * @param locator its network address
 */
public record NoticeItem(String itemId, @MayBeMissing String locator) {
    public NoticeItem {
        Check.id("items.itemId", itemId);
        Check.optionalText("items.locator", locator, 2_000);
    }
}
