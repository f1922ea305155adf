package dev.vigil.flink;

import dev.vigil.schema.input.Loaded;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens when every partition of its topics has reported that it is loaded. Not state: after a
 * restore the source reads up to the log end and reports it again.
 */
public final class LoadedGate {
    /** Empty where there is one topic, whatever its name. */
    private final Set<String> topics;

    private final Map<String, BitSet> waiting = new HashMap<>();
    private int closed;

    /** Of one topic. */
    public LoadedGate() {
        topics = Set.of();
        closed = 1;
    }

    /**
     * @param topics those that the wiring unions into the operator
     */
    public LoadedGate(Collection<String> topics) {
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("gate: expected topics to wait for, got none");
        }
        this.topics = Set.copyOf(topics);
        closed = this.topics.size();
    }

    public void mark(Loaded loaded) {
        if (!topics.isEmpty() && !topics.contains(loaded.topic())) {
            throw new IllegalStateException(
                    "gate: expected a marker of "
                            + String.join(", ", topics)
                            + ", got one of "
                            + loaded.topic()
                            + "; the wiring must name each topic that it unions");
        }
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
