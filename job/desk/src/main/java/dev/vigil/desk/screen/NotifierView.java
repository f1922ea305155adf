package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.NotifierQuery.Sent;
import dev.vigil.desk.ask.NotifierRow;
import dev.vigil.desk.ask.QueueRow;

/**
 * A notifier and its notices.
 *
 * @param standing null where it has never changed
 * @param warnedAt when the warning in force was published; null for none
 * @param forgedAt when forged evidence was last found; null for never
 */
public record NotifierView(
        String notifier,
        NotifierRow standing,
        Long warnedAt,
        Long forgedAt,
        Sent sent,
        ListPage<QueueRow> notices,
        String path,
        String next,
        long nowMs) {
    public Urgency urgency(QueueRow row) {
        return Urgency.of(row, nowMs);
    }
}
