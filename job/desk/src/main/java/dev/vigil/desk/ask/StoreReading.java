package dev.vigil.desk.ask;

/**
 * How a store is read, as the desk knows it that shows the store.
 *
 * @param stopped why nothing is read until a person helps; null where it is
 * @param failing what failed lately, and is tried again; null for nothing
 * @param reader the other desk that reads for all of this store; null where this one does, or none
 */
public record StoreReading(String stopped, String failing, String reader) {
    /** By this desk, and well. */
    static final StoreReading WELL = new StoreReading(null, null, null);
}
