package dev.vigil.schema.event;

/**
 * A measure failed, was reversed, or the content is back at the same item: a new run of the clock.
 * On {@code session.confirmations} it tells of a command on a session, and that is the item.
 *
 * @param at when that was found
 */
public record ItemBack(String itemId, long at, String reason, @MayBeMissing String commandId) {
    public ItemBack {
        Check.id("itemId", itemId);
        Check.timeMs("at", at);
        Check.text("reason", reason, 2_000);
        Check.optionalText("commandId", commandId, 500);
    }
}
