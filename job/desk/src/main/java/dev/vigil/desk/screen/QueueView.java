package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.QueueCounts;
import dev.vigil.desk.ask.QueueFilter;
import dev.vigil.desk.ask.QueueRow;
import java.util.List;

/**
 * The queue.
 *
 * @param untaken notices that the job has not answered, on the first page without a filter
 * @param next address of the next page; null at the end
 * @param csv address of the whole list
 */
public record QueueView(
        QueueCounts counts,
        List<QueueRow> untaken,
        ListPage<QueueRow> page,
        QueueFilter filter,
        List<Choice> tracks,
        List<Choice> states,
        List<Choice> levels,
        List<Choice> claims,
        String next,
        String csv,
        long nowMs) {
    public Urgency urgency(QueueRow row) {
        return Urgency.of(row, nowMs);
    }
}
