package dev.vigil.client.act;

import dev.vigil.client.notice.NoticeRows;
import dev.vigil.client.text.Times;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.time.Instant;

/** When something is said to have happened. */
final class ActTimes {
    private ActTimes() {}

    /** Refuses a time that lies ahead. */
    static void requirePast(String option, long atMs, long nowMs) {
        if (atMs > nowMs + NoticeRows.MAX_AHEAD_MS) {
            throw new FieldRefused(
                    "time.ahead",
                    option
                            + ": expected a time that is past, got "
                            + Times.date(atMs)
                            + "; the notice job refuses a future time, correct it",
                    Instant.ofEpochMilli(atMs));
        }
    }

    /** Refuses a time that lies ahead, or before all that the notice job admits. */
    static void requireReceived(String option, long atMs, long nowMs) {
        requirePast(option, atMs, nowMs);
        Duration kept = Topic.NOTICES.retention();
        if (atMs < nowMs - kept.toMillis()) {
            throw new FieldRefused(
                    "time.old",
                    option
                            + ": expected a time of the last "
                            + kept.toDays()
                            + " days, got "
                            + Times.date(atMs)
                            + "; the notice job refuses an older one, correct it",
                    kept.toDays(),
                    Instant.ofEpochMilli(atMs));
        }
    }
}
