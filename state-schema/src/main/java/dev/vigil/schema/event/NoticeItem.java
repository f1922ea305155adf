package dev.vigil.schema.event;

import java.util.List;

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

    /** At least {@code min} items, each named once; throws IllegalArgumentException otherwise. */
    static List<NoticeItem> each(List<NoticeItem> items, int min) {
        List<NoticeItem> given = Check.list("items", items, min, 10_000);
        if (given.stream().map(NoticeItem::itemId).distinct().count() < given.size()) {
            throw new IllegalArgumentException(
                    "items: expected each itemId once, came a repeated one; list every item once");
        }
        return given;
    }
}
