package dev.vigil.desk.ask;

/**
 * How old is what a page shows, besides the page itself.
 *
 * @param store how far it is behind the topics
 * @param clock of notices: how far it is behind, by its own last record
 * @param readTo the store has what was on the topics by then, UTC epoch ms; null where that is not
 *     known
 */
public record Ages(Age store, Age clock, Long readTo) {
    public static Ages unknown() {
        return new Ages(Age.unknown(), Age.unknown(), null);
    }

    /** Where the store does not answer. */
    public static Ages ofNoStore() {
        Age gone = Age.unknown().worded("GONE");
        return new Ages(gone, gone, null);
    }

    /** Only then an empty list is empty. */
    public boolean areGood() {
        return store.isGood() && clock.isGood();
    }
}
