package dev.vigil.flink.match;

import dev.vigil.schema.reference.IndexedReference;

/** What a slot searches: being built by the worker, or live in the hands of the task. */
sealed interface SlotIndex permits BuildingSlot, LiveSlot {
    /** What a letter is keyed by that is of no reference. */
    String MERGE = "merge";

    /** A whole reference, in place of one of its name and profile. */
    void put(IndexedReference reference, long[] peaks);

    void retire(IndexedReference reference);

    /** A feed has grown by what is new in a packet. */
    void grow(IndexedReference feed, long[] newPeaks);

    /**
     * Takes over what the worker has finished; an error of the worker is one of the task.
     *
     * @return what the slot searches from now on
     */
    SlotIndex settled();

    /** Whether there will be more to take over without anything else coming in. */
    boolean isComing();

    /** Bytes held by arrays, about. */
    long bytes();

    /** Names a reference in a letter. */
    static String key(IndexedReference reference) {
        return reference.workId() + "/" + reference.referenceId();
    }
}
