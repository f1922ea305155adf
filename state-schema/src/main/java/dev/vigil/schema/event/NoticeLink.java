package dev.vigil.schema.event;

/**
 * What the notice job found out about one key and another one has to know. Written and read by the
 * job itself, so that the finding is a fact of the log and not a race between two keys.
 *
 * @param noticeId the notice that has to know; where BARRED, the one whose content was restored
 * @param itemId the item that it is about; where BARRED, the one that has to know
 * @param ofNoticeId the notice that covers, or covered, it
 * @param ofReceivedAt its T0
 * @param notifier of both
 * @param releasedAt when that notice was gone: its items that count again have one clock; null
 *     where it is not
 */
public record NoticeLink(
        LinkKind kind,
        String noticeId,
        String itemId,
        @MayBeMissing String ofNoticeId,
        long ofReceivedAt,
        String notifier,
        @MayBeMissing Long releasedAt) {
    public NoticeLink {
        Check.present("kind", kind);
        Check.id("noticeId", noticeId);
        Check.id("itemId", itemId);
        Check.optionalId("ofNoticeId", ofNoticeId);
        Check.timeMs("ofReceivedAt", ofReceivedAt);
        Check.id("notifier", notifier);
        Check.optionalTimeMs("releasedAt", releasedAt);
    }
}
