package dev.vigil.flink;

import dev.vigil.schema.flow.Loaded;
import java.util.BitSet;

/**
 * Opens when every partition of a topic has said that it is loaded. Not state: after a restore the
 * source reads up to the log end and says so again.
 */
final class LoadedGate {
    private final BitSet seen = new BitSet();
    private int partitions = Integer.MAX_VALUE;

    void mark(Loaded loaded) {
        seen.set(loaded.partition());
        partitions = loaded.partitions();
    }

    boolean isOpen() {
        return seen.cardinality() >= partitions;
    }
}
