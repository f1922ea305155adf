package dev.vigil.schema.register;

import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What is kept of a work once.
 *
 * @param desk as the desk has registered it; null where it has not
 * @param deskAt Kafka's time of that record (UTC epoch ms)
 * @param effective as it was published with the owners that claims make; null for nothing yet
 * @param said null for nothing yet
 * @param askedAt when a person was last asked about a conflict of it (UTC epoch ms)
 * @param timerAt when it is looked at next, in event time; null for no timer
 */
@InState
@RecordBuilder
public record RegisterBook(
        RegisteredWork desk,
        long deskAt,
        RegisteredWork effective,
        SaidIds said,
        long askedAt,
        Long timerAt)
        implements RegisterBookBuilder.With {
    public static final RegisterBook NEW = new RegisterBook(null, 0, null, null, 0, null);
}
