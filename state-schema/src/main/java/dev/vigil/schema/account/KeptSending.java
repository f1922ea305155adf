package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What was sent of a command to the platform, and with what result.
 *
 * @param issuedAt null for 0, where only its confirmation is known (UTC epoch ms)
 * @param attempts how often it was sent; null for once
 * @param deadline of the last attempt; null for 0, and once it is confirmed
 * @param confirmedAt null for never
 * @param failedAt null for never
 */
@InState
@RecordBuilder
public record KeptSending(
        Long issuedAt, Integer attempts, Long deadline, Long confirmedAt, Long failedAt)
        implements KeptSendingBuilder.With {
    public static final KeptSending NONE = new KeptSending(null, 0, null, null, null);

    public KeptSending {
        issuedAt = issuedAt == null || issuedAt == 0 ? null : issuedAt;
        attempts = attempts == null || attempts == 1 ? null : attempts;
        deadline =
                deadline == null || deadline == 0 || isConfirmed(confirmedAt, failedAt)
                        ? null
                        : deadline;
    }

    @Override
    public Long issuedAt() {
        return issuedAt == null ? Long.valueOf(0) : issuedAt;
    }

    @Override
    public Integer attempts() {
        return attempts == null ? Integer.valueOf(1) : attempts;
    }

    /** Of one that was confirmed and then reversed: since then it is due. */
    @Override
    public Long deadline() {
        Long reversedAt = failedAt == null ? Long.valueOf(0) : failedAt;
        return deadline == null ? reversedAt : deadline;
    }

    public boolean isSent() {
        return attempts() > 0;
    }

    /** The last news counts. */
    public boolean isConfirmed() {
        return isConfirmed(confirmedAt, failedAt);
    }

    private static boolean isConfirmed(Long confirmedAt, Long failedAt) {
        return confirmedAt != null && (failedAt == null || confirmedAt >= failedAt);
    }
}
