package dev.vigil.schema.list;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * An entry of a batch, for its receipt.
 *
 * @param effectiveVersion the highest one that every subtask decides by; 0 for none yet. An answer
 *     for it or for one before it is a repeat
 * @param waiting the versions above it, few: a subtask that decides by one needs none before it
 */
@InState
public record BatchEntry(long effectiveVersion, List<WaitingEntry> waiting) {
    public static final BatchEntry NONE = new BatchEntry(0, List.of());
}
