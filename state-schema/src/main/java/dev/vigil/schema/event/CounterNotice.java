package dev.vigil.schema.event;

import java.util.List;

/**
 * The user says that nothing was infringed (Regulation art. 16, Civil Code 1196).
 *
 * @param itemIds what it is about; none means all items of the notice
 * @param reasonCode owner, authorized, no_right, fair_use, removed, not_used or other
 */
public record CounterNotice(
        String noticeId,
        long receivedAt,
        @MayBeMissing List<String> itemIds,
        @MayBeMissing String reasonCode,
        @MayBeMissing NoticeContent content) {
    public CounterNotice {
        Check.id("noticeId", noticeId);
        Check.timeMs("receivedAt", receivedAt);
        itemIds = Check.texts("itemIds", itemIds, 10_000, 200);
        Check.optionalText("reasonCode", reasonCode, 100);
    }
}
