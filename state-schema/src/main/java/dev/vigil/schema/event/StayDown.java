package dev.vigil.schema.event;

/**
 * A notice on an item was upheld, so that its recording must not come back under another account;
 * or the item was restored ({@code staydown.requested}). An item stays down while any notice holds
 * it there.
 *
 * @param itemId of an upload: the id of its session; anything else is unknown to the ear
 * @param noticeId the notice that was upheld, or after which the item was restored
 * @param down false where the item was restored
 * @param at when that was decided (UTC epoch ms): a later decision wins, whatever the order of
 *     arrival; at the same time a restoration does
 * @param workId the work that the notice names, if it names one: whoever is authorized for that may
 *     show the recording
 */
public record StayDown(
        String itemId, String noticeId, boolean down, long at, @MayBeMissing String workId) {
    public StayDown {
        Check.id("itemId", itemId);
        Check.id("noticeId", noticeId);
        Check.timeMs("at", at);
        Check.optionalId("workId", workId);
    }

    /** Of a notice that names no work of the register, or several. */
    public StayDown(String itemId, String noticeId, boolean down, long at) {
        this(itemId, noticeId, down, at, null);
    }
}
