package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.desk.DeskNoted;
import java.util.List;

/** Who looks after which notice, and what people noted. */
final class DeskProjection implements Projection {
    private static final String NOTICE = "notice/";

    private static final ColumnGroup CLAIMED =
            ColumnGroup.last("notice", List.of("notice_id"), "claimed_by", "claimed_at");

    private static final ColumnGroup NOTE =
            ColumnGroup.last("note", List.of("subject", "part", "off"), "note_id", "person", "at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(CLAIMED, NOTE);
    }

    private static String person(JournaledRecord record, DeskClaimed claimed) {
        if (Boolean.TRUE.equals(claimed.released())) {
            return null;
        }
        return claimed.assignee() == null ? record.envelope().actor() : claimed.assignee();
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(DeskClaimed.class)
                .filter(it -> it.subject().startsWith(NOTICE))
                .ifPresent(
                        it ->
                                to.put(
                                        CLAIMED,
                                        it.subject().substring(NOTICE.length()),
                                        person(record, it),
                                        it.at()));
        record.as(DeskNoted.class)
                .ifPresent(
                        it ->
                                to.put(
                                        NOTE,
                                        it.subject(),
                                        record.partition(),
                                        record.offset(),
                                        it.noteId(),
                                        record.envelope().actor(),
                                        it.at()));
    }
}
