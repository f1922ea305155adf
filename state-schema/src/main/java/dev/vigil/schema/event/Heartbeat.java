package dev.vigil.schema.event;

/**
 * The bridge's word that all it had received by then stands in the log before this record. One goes
 * into every partition of every topic that carries it.
 *
 * @param at UTC epoch ms, read before the bridge flushed what it had
 */
public record Heartbeat(long at) {
    public Heartbeat {
        Check.timeMs("at", at);
    }
}
