package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.SessionQuery;
import dev.vigil.desk.ask.SessionQuery.SessionRow;
import dev.vigil.desk.ask.WorkQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** A work: its owners and recordings, what they contradict, who may show it, where it was shown. */
final class WorkScreen {
    private WorkScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/work/{id}", store, WorkScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        String id = visit.id();
        Optional<RegisteredWork> work = WorkQuery.one(handle, id);
        List<RecordPart> about = new WorkParts(cells, handle, id, visit.nowMs()).all(work);
        List<RecordPart> shown =
                List.of(
                        lists(handle, cells, id),
                        notices(handle, cells, id),
                        used(handle, cells, id),
                        sessions(handle, cells, id));
        if (work.isEmpty()
                && Stream.concat(about.stream(), shown.stream()).allMatch(WorkScreen::isBare)) {
            return NotKnown.answer(visit, "work.unknown");
        }
        return RecordPage.withDeeds(
                handle,
                visit.text(),
                "work.title",
                id,
                Stream.concat(about.stream(), shown.stream()).toList(),
                "work",
                id,
                id);
    }

    private static boolean isBare(RecordPart part) {
        return part.grids().isEmpty() && part.lines().isEmpty();
    }

    private static RecordPart lists(Handle handle, Cells cells, String id) {
        return new RecordPart(cells.say("work.lists").html())
                .grid(
                        cells,
                        "work.nolists",
                        List.of("entry", "version", "class", "withdrawn"),
                        WorkQuery.entries(handle, id),
                        it ->
                                List.of(
                                        cells.link("list/entry", it.entryId()),
                                        cells.number(it.version()),
                                        cells.code("ListClass", it.listClass()),
                                        cells.time(it.withdrawnAt())));
    }

    private static RecordPart notices(Handle handle, Cells cells, String id) {
        return new RecordPart(cells.say("work.notices").html())
                .grid(
                        cells,
                        "work.nonotices",
                        List.of("notice", "state", "due"),
                        WorkQuery.notices(handle, id),
                        it ->
                                List.of(
                                        cells.link("notice", it.noticeId()),
                                        cells.code("NoticeState", it.state()),
                                        it.isOver() ? cells.none() : cells.time(it.dueAt())));
    }

    private static RecordPart used(Handle handle, Cells cells, String id) {
        RecordPart part = new RecordPart(cells.say("work.usage").html());
        return part.grid(
                cells,
                "work.nousage",
                List.of("month", "used", "sessions", "heldrows"),
                WorkQuery.months(handle, id),
                it ->
                        List.of(
                                cells.link(
                                        DeskLink.with("/usage", "work", id, "month", it.month()),
                                        cells.foreign(it.month())),
                                cells.span(it.usedMs()),
                                cells.number(it.sessions()),
                                cells.number(it.held())));
    }

    private static RecordPart sessions(Handle handle, Cells cells, String id) {
        ListPage<SessionRow> found =
                SessionQuery.page(handle, new SessionQuery.Wanted(id, null, null, false), null);
        RecordPart part = new RecordPart(cells.say("work.sessions").html());
        if (found.isEmpty()) {
            return part.note(cells.say("work.nosessions"));
        }
        if (found.after() != null) {
            part.note(cells.say("value.latest", Grid.MOST))
                    .note(
                            cells.link(
                                    DeskLink.with("/sessions", "which", "ALL", "work", id),
                                    cells.say("work.allsessions")));
        }
        return part.grid(
                new Grid(
                        new SessionsTable().columns(),
                        SessionsTable.rows(handle, cells, found.rows())));
    }
}
