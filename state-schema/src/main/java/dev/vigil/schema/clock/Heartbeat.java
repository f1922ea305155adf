package dev.vigil.schema.clock;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;

/**
 * The bridge vouches that all it had received by then is in the log before this record. One goes
 * into every partition of every topic that carries it.
 */
@OnTopic
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
