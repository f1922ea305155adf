package dev.vigil.schema.event;

import java.util.List;

/**
 * A notifier brings what was missing, or names further items: each of those has its own T0.
 *
 * @param receivedAt stamp of the intake edge
 * @param elements what it brings
 * @param items items that join the notice
 */
public record NoticeSupplemented(
        String noticeId,
        long receivedAt,
        @MayBeMissing List<Element> elements,
        @MayBeMissing List<NoticeItem> items,
        @MayBeMissing String documentRef) {
    public NoticeSupplemented {
        Check.id("noticeId", noticeId);
        Check.timeMs("receivedAt", receivedAt);
        elements = Check.list("elements", elements, 0, Element.values().length);
        items = NoticeItem.each(items, 0);
        Check.optionalText("documentRef", documentRef, 2_000);
    }
}
