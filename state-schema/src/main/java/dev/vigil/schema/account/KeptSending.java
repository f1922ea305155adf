package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What was sent of a command to the platform, and what came of it.
 *
 * @param issuedAt 0 where only its confirmation is known (UTC epoch ms)
 * @param attempts how often it was sent
 * @param deadline of the last attempt
 * @param confirmedAt null for never
 * @param failedAt null for never
 */
@InState
@RecordBuilder
public record KeptSending(
        long issuedAt, int attempts, long deadline, Long confirmedAt, Long failedAt)
        implements KeptSendingBuilder.With {
    public static final KeptSending NONE = new KeptSending(0, 0, 0, null, null);

    public boolean isSent() {
        return attempts > 0;
    }

    /** The last news counts. */
    public boolean isConfirmed() {
        return confirmedAt != null && (failedAt == null || confirmedAt >= failedAt);
    }
}
