package dev.vigil.desk.ask;

/**
 * Something that a search has found.
 *
 * @param id of what is found
 * @param text beside it: a title, or what it belongs to; null for none
 */
public record SearchHit(FoundKind kind, String id, String text) {
    /** What is found. */
    public enum FoundKind {
        NOTICE,
        /** An item; its id is that of the notice, its text the item. */
        ITEM,
        NOTIFIER,
        SESSION,
        ACCOUNT,
        WORK,
        /** A work that nothing was registered of. */
        UNREGISTERED,
        ENTRY,
        BATCH,
        COMMAND,
        SIGNAL
    }
}
