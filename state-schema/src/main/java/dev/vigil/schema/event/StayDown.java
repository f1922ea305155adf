package dev.vigil.schema.event;

/**
 * An upheld notice on an upload: its recording is to stay down ({@code down}), or may return.
 *
 * @param itemId session id of the upload
 */
public record StayDown(String itemId, String noticeId, boolean down, long at) {
    public StayDown {
        Check.id("itemId", itemId);
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
    }
}
