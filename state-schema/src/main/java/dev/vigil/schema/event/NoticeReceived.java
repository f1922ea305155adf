package dev.vigil.schema.event;

import java.util.List;

/**
 * A rights holder's notice at an official channel. Its clock starts at {@code receivedAt}, the
 * stamp of the intake edge (DOMAIN 2.6), not when a machine got to see it.
 *
 * @param notifier pointer to the notifying party, never personal data
 * @param works what is infringed
 * @param items what is to be removed, each with its own confirmation
 */
public record NoticeReceived(
        String noticeId,
        @MayBeMissing String channel,
        long receivedAt,
        String notifier,
        @MayBeMissing List<NoticeWork> works,
        List<NoticeItem> items,
        @MayBeMissing String statement) {
    public NoticeReceived {
        Check.id("noticeId", noticeId);
        Check.optionalText("channel", channel, 100);
        Check.timeMs("receivedAt", receivedAt);
        Check.id("notifier", notifier);
        works = Check.list("works", works, 0, 1_000);
        items = Check.list("items", items, 1, 10_000);
        if (items.stream().map(NoticeItem::itemId).distinct().count() < items.size()) {
            throw new IllegalArgumentException(
                    "items: expected each itemId once, came a repeated one; list every item once");
        }
        Check.optionalText("statement", statement, 5_000);
    }
}
