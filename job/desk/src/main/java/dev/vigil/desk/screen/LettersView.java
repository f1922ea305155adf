package dev.vigil.desk.screen;

import dev.vigil.desk.ask.DeadLetterQuery.Reason;
import dev.vigil.desk.ask.LetterRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.StoredRecord;
import java.util.List;

/**
 * What jobs could not use, and what the desk could not read.
 *
 * @param reasons how many there are of each, and since when
 * @param unreadable of the desk itself, in place of the jobs' where it is asked for; else null
 */
public record LettersView(
        List<Reason> reasons,
        ListPage<LetterRow> page,
        ListPage<StoredRecord> unreadable,
        String reason,
        String topic,
        String subject,
        String next,
        String csv) {
    public boolean isFiltered() {
        return reason != null || topic != null || subject != null;
    }
}
