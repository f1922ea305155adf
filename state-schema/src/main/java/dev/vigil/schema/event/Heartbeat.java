package dev.vigil.schema.event;

/**
 * The bridge's word that all it had received by then stands in the log before this record. One goes
 * into every partition of every topic that carries it.
 */
public record Heartbeat(
        @Described(
                        value =
                                "All that the sender had received by then is in the log before this"
                                        + " record. Read before the sender flushed.",
                        unit = Unit.EPOCH_MS)
                long at) {
    public Heartbeat {
        Check.timeMs("at", at);
    }
}
