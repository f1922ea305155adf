package dev.vigil.flink;

import dev.vigil.schema.input.Loaded;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens when every partition of a number of topics has reported that it is loaded. Not state: after
 * a restore the source reads up to the log end and reports it again.
 */
public final class LoadedGate {
    private final Map<String, BitSet> waiting = new HashMap<>();
    private int closed;

    /** Of one topic. */
    public LoadedGate() {
        this(1);
    }

    public LoadedGate(int topics) {
        closed = topics;
    }

    public void mark(Loaded loaded) {
        BitSet missing =
                waiting.computeIfAbsent(
                        loaded.topic(),
                        topic -> {
                            BitSet all = new BitSet();
                            all.set(0, loaded.partitions());
                            return all;
                        });
        if (missing.get(loaded.partition())) {
            missing.clear(loaded.partition());
            closed -= missing.isEmpty() ? 1 : 0;
        }
    }

    public boolean isOpen() {
        return closed <= 0;
    }
}
