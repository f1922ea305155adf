package dev.vigil.client.act;

import dev.vigil.client.notice.NoticeRows;
import dev.vigil.client.text.Times;

/** When something is said to have happened. */
final class ActTimes {
    private ActTimes() {}

    /** Refuses a time that lies ahead. */
    static void requirePast(String option, long atMs, long nowMs) {
        if (atMs > nowMs + NoticeRows.MAX_AHEAD_MS) {
            throw new IllegalArgumentException(
                    option
                            + ": expected a time that is past, got "
                            + Times.date(atMs)
                            + "; the notice job refuses a future time, correct it");
        }
    }
}
