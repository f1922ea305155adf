package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.WorkQuery;
import dev.vigil.desk.ask.WorkQuery.WorkRow;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.WorkTitle;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Works: those of the register, those that are in none of its records, those with owners in
 * conflict, those with a quarantined recording.
 */
final class WorksTable implements RecordTable {
    private static final String QUARANTINED = WorkQuery.Wanted.QUARANTINED.name();
    private static final String UNREGISTERED = WorkQuery.Wanted.UNREGISTERED.name();

    @Override
    public String path() {
        return "/works";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.choice(
                        visit,
                        "which",
                        "works.all",
                        List.of(UNREGISTERED, WorkQuery.Wanted.CONFLICT.name(), QUARANTINED),
                        "WorksTable"));
    }

    @Override
    public List<String> columns() {
        return List.of("work", "title", "workkind", "owners", "length", "conflicts", "quarantined");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        ListPage<WorkRow> found =
                WorkQuery.page(
                        store,
                        visit.query("which")
                                .map(WorkQuery.Wanted::valueOf)
                                .orElse(WorkQuery.Wanted.ALL),
                        after);
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, it)).toList(), found.after());
    }

    private static List<Cell> row(Cells cells, WorkRow it) {
        RegisteredWork work = it.work();
        return List.of(
                cells.row("work", it.workId()),
                title(cells, work),
                work == null ? cells.say("works.unregistered") : cells.code(work.kind()),
                work == null ? cells.none() : owners(cells, work.owners()),
                work == null ? cells.none() : cells.span(work.durationMs()),
                count(cells, it.conflicts()),
                count(cells, it.quarantined()));
    }

    private static Cell title(Cells cells, RegisteredWork work) {
        return work == null || work.titles().isEmpty()
                ? cells.none()
                : cells.some(
                        work.titles().stream().map(WorkTitle::text).map(cells::foreign).toList(),
                        2);
    }

    private static Cell owners(Cells cells, List<OwnerShare> shares) {
        return cells.some(
                shares.stream().map(OwnerShare::ownerId).distinct().map(cells::foreign).toList(),
                3);
    }

    private static Cell count(Cells cells, long count) {
        return count == 0 ? cells.number(count) : cells.state(Cells.Look.WARN, cells.number(count));
    }

    /** What is quarantined is on top. */
    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        List<RecordPart> parts = new ArrayList<>();
        if (visit.query("which").isEmpty()) {
            Cell others =
                    cells.link(
                            DeskLink.with("/works", "which", UNREGISTERED),
                            cells.say("works.others.show"));
            parts.add(new RecordPart(null).note(cells.say("works.others", others)));
        }
        long quarantined = WorkQuery.quarantined(store);
        if (quarantined > 0) {
            Cell all =
                    cells.link(
                            DeskLink.with("/works", "which", QUARANTINED),
                            cells.say("works.which"));
            parts.add(
                    new RecordPart(null)
                            .note(
                                    cells.state(
                                            Cells.Look.ALARM,
                                            cells.say("works.quarantined", quarantined, all))));
        }
        return parts;
    }
}
