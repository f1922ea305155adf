package dev.vigil.schema.notifier;

import dev.vigil.schema.types.InState;

/**
 * A notice that counts in its notifier's record.
 *
 * @param receivedAt null while only its outcome is known
 * @param outcome the last one; null while there is none
 */
@InState
public record NotedNotice(Long receivedAt, NoticeOutcome outcome, Long outcomeAt) {
    /** The time of its last event (UTC epoch ms). */
    public long lastAt() {
        if (receivedAt == null) {
            return outcomeAt;
        }
        return outcomeAt == null ? receivedAt : Math.max(receivedAt, outcomeAt);
    }
}
